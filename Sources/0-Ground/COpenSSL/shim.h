#pragma once
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/x509.h>

// Macros that Swift cannot import.
static const int openssl_keypair_selection = EVP_PKEY_KEYPAIR;
static const int openssl_public_selection = EVP_PKEY_PUBLIC_KEY;

// OSSL_PARAM_BLD keeps the pointers to names that it is given; these outlive every builder.
static inline const char *openssl_name_group(void) { return OSSL_PKEY_PARAM_GROUP_NAME; }
static inline const char *openssl_name_public(void) { return OSSL_PKEY_PARAM_PUB_KEY; }
static inline const char *openssl_name_private(void) { return OSSL_PKEY_PARAM_PRIV_KEY; }
static inline const char *openssl_name_sm2(void) { return "SM2"; }
