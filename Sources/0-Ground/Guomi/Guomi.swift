// Guomi
