"""What the two commands say where something is not there."""

import os
import socket
import subprocess

import pytest

from server import ROOT, environment, free_port


def run(script, path=None, **settings):
    env = environment(**settings)
    if path:
        env["PATH"] = path
    return subprocess.run(
        ["/bin/bash", ROOT / "scripts" / script], env=env, capture_output=True, text=True, timeout=60
    )


def program(folder, name, lines):
    file = folder / name
    file.write_text("#!/bin/bash\n" + lines)
    file.chmod(0o755)


@pytest.fixture
def bare_path(tmp_path):
    """A PATH on which the ordinary programs are, and neither Swift nor apt, sudo and dpkg."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("bash", "cat", "dirname", "env", "find", "grep", "head", "id", "mkdir", "mktemp", "mv", "readlink",
                 "realpath", "rm", "sed", "stat"):  # fmt: skip
        os.symlink(f"/usr/bin/{name}", folder / name)
    return folder


@pytest.fixture
def unbuilt(tmp_path, monkeypatch):
    """A copy of the scripts whose project was never built."""
    project = tmp_path / "project"
    (project / "Sources").mkdir(parents=True)
    (project / "Package.swift").touch()
    scripts = project / "scripts"
    scripts.mkdir()
    (scripts / "run").write_text((ROOT / "scripts" / "run").read_text())
    os.symlink(ROOT / "scripts" / "lib", scripts / "lib")
    monkeypatch.setattr("test_scripts.ROOT", project)
    return project


def both_languages(text):
    assert any("一" <= letter <= "鿿" for letter in text) and any(letter.isascii() for letter in text)


def test_a_taken_port_is_told_with_a_free_one_to_try(unbuilt):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("run", YUANLIU_PORT=port)
    assert done.returncode == 1
    assert f"端口 127.0.0.1:{port} 已被占用" in done.stderr
    assert f"YUANLIU_PORT={port % 65535 + 1} scripts/run" in done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "80a", "-1", "999999999999999999999"])
def test_a_port_that_is_none_is_refused(unbuilt, port):
    done = run("run", YUANLIU_PORT=port)
    assert done.returncode == 1
    assert "YUANLIU_PORT is not a port" in done.stderr


def test_a_missing_toolchain_is_told_with_where_to_get_it(unbuilt, bare_path):
    done = run("run", path=str(bare_path))
    assert done.returncode == 1
    assert "没有找到 Swift 工具链" in done.stderr and "swift.org/install" in done.stderr
    both_languages(done.stderr)


@pytest.mark.parametrize("version", ["5.10", "6.2.4", "nothing"])
def test_an_old_toolchain_is_told_with_its_version(unbuilt, bare_path, version):
    program(bare_path, "swift", f'echo "Swift version {version} (swift-{version}-RELEASE)"')
    done = run("run", path=str(bare_path))
    assert done.returncode == 1
    assert "Swift 6.3 or newer is needed" in done.stderr


@pytest.fixture
def new_swift(bare_path):
    program(bare_path, "swift", 'echo "Swift version 6.3.1 (swift-6.3.1-RELEASE)"')
    return bare_path


def test_another_system_than_debian_is_told_what_is_needed(unbuilt, new_swift):
    done = run("run", path=str(new_swift))
    assert done.returncode == 1
    assert "there is no dpkg" in done.stderr and "libsqlite3-dev" in done.stderr


def test_missing_packages_without_apt_are_named(unbuilt, new_swift):
    program(new_swift, "dpkg-query", "exit 1")
    done = run("run", path=str(new_swift))
    assert done.returncode == 1
    assert "there is no apt-get" in done.stderr and "libpq-dev" in done.stderr


def test_missing_packages_without_root_and_sudo_are_left_to_an_administrator(unbuilt, new_swift):
    program(new_swift, "dpkg-query", "exit 1")
    program(new_swift, "apt-get", "exit 0")
    (new_swift / "id").unlink()
    program(new_swift, "id", "echo 1000")
    done = run("run", path=str(new_swift))
    assert done.returncode == 1
    assert "Ask an administrator to run: apt-get install" in done.stderr


def test_packages_that_cannot_be_installed_end_the_script(unbuilt, new_swift):
    program(new_swift, "dpkg-query", "exit 1")
    program(new_swift, "apt-get", "exit 100")
    (new_swift / "id").unlink()
    program(new_swift, "id", "echo 0")
    done = run("run", path=str(new_swift))
    assert done.returncode == 1
    assert "could not be installed" in done.stderr


def test_the_release_is_built_once_and_again_only_after_a_change(unbuilt, new_swift):
    program(new_swift, "dpkg-query", "echo 'ii '")
    program(
        new_swift,
        "swift",
        'if [ "$1" = --version ]; then echo "Swift version 6.3.1"; exit; fi\n'
        'echo build >>builds; mkdir -p .build/release\n'
        "printf '#!/bin/bash\\necho served \"$@\"\\n' >.build/release/yuanliu; chmod +x .build/release/yuanliu\n",
    )
    os.symlink("/usr/bin/chmod", new_swift / "chmod")

    def builds():
        done = run("run", path=str(new_swift), YUANLIU_PORT=free_port())
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("served serve --data ")
        return (unbuilt / "builds").read_text().count("build")

    assert [builds(), builds()] == [1, 1]
    (unbuilt / "Sources" / "New.swift").write_text("")
    assert [builds(), builds()] == [2, 2]
    (unbuilt / "Sources" / "New.swift").unlink()
    assert [builds(), builds()] == [3, 3]
