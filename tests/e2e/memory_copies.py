# SPDX-License-Identifier: Apache-2.0
"""Counts the copies of secrets in the memory of a process: python3 memory_copies.py PID, one secret
a line on the standard input. Prints one line of JSON, a dictionary of counts by form for each.

It must be root's, or hold CAP_SYS_PTRACE, as the programs do not let their user look into them.
Half of a secret counts as well."""

import base64
import json
import re
import sys

CHUNK = 16 << 20


def forms(secret):
    half = len(secret) // 2
    parts = (secret[:half], secret[-half:])
    found = {"UTF-8": [part.encode() for part in parts],
             "UTF-16": [part.encode("utf-16-le") for part in parts],
             "base64": []}
    for shift in range(3):  # where it starts within a group of three bytes
        text = base64.b64encode(b"\0" * shift + secret.encode())
        found["base64"].append(text[4:-4])
    return found


def readable_regions(pid):
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps:
        for line in maps:
            span, rights, rest = line.split(" ", 2)
            if rights.startswith("r") and not rest.rstrip().endswith(("[vvar]", "[vsyscall]")):
                yield tuple(int(address, 16) for address in span.split("-"))


def chunks(pid):
    """All of the memory that can be read, in pieces that overlap."""
    with open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for start, end in readable_regions(pid):
            for at in range(start, end, CHUNK):
                try:
                    memory.seek(at)
                    yield memory.read(min(CHUNK + 512, end - at))
                except OSError:  # guard pages, or gone meanwhile
                    continue


def main():
    wanted = [{form: [re.compile(re.escape(text)) for text in texts]
               for form, texts in forms(line.rstrip("\n")).items()} for line in sys.stdin]
    counts = [dict.fromkeys(secret, 0) for secret in wanted]
    for chunk in chunks(int(sys.argv[1])):
        for secret, count in zip(wanted, counts):
            for form, texts in secret.items():
                count[form] += sum(len(text.findall(chunk)) for text in texts)
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
