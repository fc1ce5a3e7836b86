# SPDX-License-Identifier: Apache-2.0
"""Every text of the window is there in every language, with the same places for what is filled in."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as tree

SOURCE = pathlib.Path(os.environ["KEYDESK_SOURCE"])
LUPDATE = os.environ["LUPDATE"]
PLACE = re.compile(r"%(?:L?\d+|n)")


def messages(path):
    for context in tree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name"), message


def texts(message):
    translation = message.find("translation")
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


class Translations(unittest.TestCase):
    def languages(self):
        return sorted(path for path in (SOURCE / "translations").glob("*_*.ts")
                      if path.stem != "keydesk_en")

    def test_french_is_there(self):
        self.assertIn("keydesk_fr", [path.stem for path in self.languages()])

    def test_nothing_is_untranslated(self):
        for path in self.languages():
            missing = [(context, message.findtext("source")) for context, message in messages(path)
                       if message.find("translation").get("type") or not all(texts(message))]
            self.assertEqual(missing, [], path.name)

    def test_what_is_filled_in_has_its_place(self):
        for path in self.languages():
            for context, message in messages(path):
                source = message.findtext("source")
                wanted = set(PLACE.findall(source))
                for text in texts(message):
                    # A singular may say "one" instead of the number.
                    free = {"%n"} if message.get("numerus") else set()
                    with self.subTest(language=path.stem, context=context, source=source):
                        self.assertEqual(set(PLACE.findall(text)) - free, wanted - free)

    def test_the_files_have_every_text_of_the_sources(self):
        for path in [*self.languages(), SOURCE / "translations" / "keydesk_en.ts"]:
            with tempfile.TemporaryDirectory() as folder:
                copy = pathlib.Path(folder, path.name)
                copy.write_bytes(path.read_bytes())
                plural = ["-pluralonly"] if path.stem == "keydesk_en" else []
                subprocess.run([LUPDATE, "-silent", "-no-obsolete", "-locations", "none", *plural,
                                str(SOURCE / "ui"), "-ts", str(copy)], check=True)
                known = {(c, m.findtext("source"), m.findtext("comment"))
                         for c, m in messages(path)}
                wanted = {(c, m.findtext("source"), m.findtext("comment"))
                          for c, m in messages(copy)}
                self.assertEqual(known, wanted, f"{path.name} is not up to date: build the target "
                                 "update_translations and translate what is new")


if __name__ == "__main__":
    unittest.main(verbosity=2)
