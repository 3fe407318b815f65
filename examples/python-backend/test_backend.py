"""The backend on a document of its own: `python3 -m unittest`."""

import json
import pathlib
import subprocess
import sys
import unittest

PROGRAM = pathlib.Path(__file__).with_name("teiwright-backend-gemtext")


def run(argument, data=b""):
    return subprocess.run([sys.executable, PROGRAM, argument], input=data, capture_output=True, check=True).stdout


def render(blocks, **options):
    document = {"schema": {"name": "teiwright-document", "version": "1.0"}, "metadata": {}, "body": {"blocks": blocks}}
    body = json.dumps(document).encode()
    head = {"api": "1.0", "backend": "gemtext", "options": options, "bytes": len(body)}
    answer = run("render", json.dumps(head).encode() + b"\n" + body + b"\n")
    line, rest = answer.split(b"\n", 1)
    return rest[: json.loads(line)["bytes"]].decode()


def text(words):
    return [{"inline": "text", "text": words}]


class Test(unittest.TestCase):
    def test_it_says_what_it_is(self):
        self.assertEqual(json.loads(run("describe"))["api"]["min"], "1.0")

    def test_headings_and_quotations(self):
        paragraph = {"block": "paragraph", "content": text("Words.")}
        heads = [{"role": "main", "content": text("Title")}]
        page = render([{"block": "division", "heads": heads, "blocks": [{"block": "quotation", "blocks": [paragraph]}]}])
        self.assertEqual(page, "# Title\n\n> Words.\n")

    def test_links_stand_below(self):
        link = {"inline": "link", "target": "https://example.org/", "content": text("there")}
        blocks = [{"block": "paragraph", "content": [link]}]
        self.assertEqual(render(blocks), "there\n\n=> https://example.org/ there\n")
        self.assertEqual(render(blocks, links=False), "there\n")


if __name__ == "__main__":
    unittest.main()
