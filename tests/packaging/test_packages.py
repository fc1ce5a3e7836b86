# SPDX-License-Identifier: Apache-2.0
"""The Debian packages: they are built, could be installed here, and start when unpacked."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "e2e"))

BUILD = os.environ["KEYDESK_BUILD"]
SOURCE = os.environ["KEYDESK_SOURCE"]


def run(*command, **options):
    got = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if got.returncode != 0:
        raise AssertionError(f"{command[0]} failed:\n{got.stdout}\n{got.stderr}")
    return got.stdout


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="keydesk-packages-")
        cls.addClassCleanup(cls.folder.cleanup)
        run("cpack", "--config", f"{BUILD}/CPackConfig.cmake", "-B", cls.folder.name)
        found = {path.name.split("_")[0]: path
                 for path in pathlib.Path(cls.folder.name).glob("*.deb")}
        cls.desktop, cls.server = found["keydesk"], found["keydesk-server"]
        cls.root = pathlib.Path(cls.folder.name, "root")
        for package in (cls.desktop, cls.server):
            run("dpkg-deb", "-x", str(package), str(cls.root))

    def test_both_can_be_installed_together(self):
        run("apt-get", "install", "--simulate", "--no-install-recommends", str(self.desktop),
            str(self.server))

    def test_each_brings_what_it_should(self):
        files = {str(path.relative_to(self.root)) for path in self.root.rglob("*")
                 if path.is_file()}
        self.assertLessEqual({"usr/bin/keydesk", "usr/bin/keydesk-server",
                              "usr/share/applications/keydesk.desktop",
                              "usr/share/metainfo/keydesk.metainfo.xml",
                              "usr/share/icons/hicolor/scalable/apps/keydesk.svg",
                              "usr/lib/systemd/system/keydesk-server.service",
                              "usr/lib/sysusers.d/keydesk-server.conf",
                              "usr/share/doc/keydesk-server/OPERATIONS.md",
                              "usr/share/doc/keydesk-server/examples/server.env",
                              "usr/share/doc/keydesk-server/examples/keydesk-common.conf",
                              "usr/share/doc/keydesk-server/examples/guarded-api.conf",
                              "usr/share/doc/keydesk-server/examples/keydesk-public.conf"}, files)
        self.assertEqual([f for f in files if f.endswith((".a", ".h"))], [])
        contents = run("dpkg-deb", "-c", str(self.server))
        self.assertNotIn("bin/keydesk\n", contents)
        self.assertIn("libqt6sql6-sqlite", run("dpkg-deb", "-f", str(self.server), "Depends"))
        self.assertIn("libqt6sql6-psql", run("dpkg-deb", "-f", str(self.server), "Recommends"))
        self.assertIn("keydesk-server (=", run("dpkg-deb", "-f", str(self.desktop), "Depends"))

    def test_the_service_is_installed_and_not_enabled(self):
        listed = run("dpkg-deb", "-c", str(self.server))
        self.assertNotIn(".wants/", listed)
        for script in ("postinst", "prerm", "postrm"):
            text = run("dpkg-deb", "-I", str(self.server), script)
            self.assertNotIn("systemctl enable", text)
            run("sh", "-n", input=text)
        run("systemd-sysusers", "--dry-run",
            str(self.root / "usr/lib/sysusers.d/keydesk-server.conf"))

    def test_the_desktop_finds_its_menu_entry_in_order(self):
        run("desktop-file-validate", str(self.root / "usr/share/applications/keydesk.desktop"))
        run("appstreamcli", "validate", "--no-net",
            str(self.root / "usr/share/metainfo/keydesk.metainfo.xml"))

    def test_the_unpacked_server_says_its_version(self):
        version = run(str(self.root / "usr/bin/keydesk-server"), "--version")
        self.assertIn(run("dpkg-deb", "-f", str(self.server), "Version").strip(), version)

    def test_the_unpacked_application_starts_with_its_own_server(self):
        os.environ["KEYDESK"] = str(self.root / "usr/bin/keydesk")
        from keydesk_session import Keydesk  # Reads KEYDESK when it is imported.
        keydesk = Keydesk()
        self.addCleanup(keydesk.end)
        keydesk.window.find_text("My platform")
        program = pathlib.Path(f"/proc/{keydesk.server_pid()}/exe").resolve()
        self.assertEqual(program, (self.root / "usr/bin/keydesk-server").resolve())

    def test_nothing_in_a_package_tells_where_it_was_built(self):
        for program in ("keydesk", "keydesk-server"):
            content = (self.root / "usr/bin" / program).read_bytes()
            self.assertNotIn(SOURCE.encode(), content)


if __name__ == "__main__":
    unittest.main(verbosity=2)
