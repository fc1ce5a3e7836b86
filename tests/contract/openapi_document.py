# SPDX-License-Identifier: Apache-2.0
"""resources/openapi.yaml as something that answers can be held against."""

import json
import re

import jsonschema
import yaml

METHODS = ("get", "post", "put", "patch", "delete")


class Violation(AssertionError):
    """An answer is not what the document says."""


class Document:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.root = yaml.safe_load(file)
        self.resolver = jsonschema.RefResolver.from_schema(self.root)
        self.seen = set()

    def operations(self):
        """All (method, template) pairs, e.g. ("GET", "/verify")."""
        return {(method.upper(), template)
                for template, item in self.root["paths"].items()
                for method in METHODS if method in item}

    def documented_statuses(self):
        return {(method, template, int(status))
                for method, template in self.operations()
                for status in self.operation(method, template)["responses"]}

    def operation(self, method, template):
        try:
            return self.root["paths"][template][method.lower()]
        except KeyError:
            raise Violation(f"{method} {template} is not documented") from None

    def check(self, method, template, answer):
        """Raises Violation unless the answer is one that the document describes."""
        where = f"{method} {template} -> {answer.status}"
        responses = self.operation(method, template)["responses"]
        if str(answer.status) not in responses:
            raise Violation(f"{where}: this status is not documented")
        response = self.resolved(responses[str(answer.status)])
        self.check_headers(where, response, answer)
        self.check_body(where, response, answer)
        self.seen.add((method, template, answer.status))

    def check_headers(self, where, response, answer):
        for name, header in response.get("headers", {}).items():
            header = self.resolved(header)
            value = answer.headers.get(name.lower())
            if value is not None:
                self.validate(f"{where}: header {name}", header["schema"], value)
            elif header.get("required"):
                raise Violation(f"{where}: the header {name} is missing")

    def check_body(self, where, response, answer):
        content = response.get("content")
        if not content:
            if answer.body:
                raise Violation(f"{where}: there must be no body")
            return
        media_type = answer.headers.get("content-type", "").split(";")[0]
        if media_type not in content:
            raise Violation(f"{where}: {media_type or 'no type'} is not documented")
        body = answer.body.decode("utf-8")
        if re.fullmatch(r"application/(.+\+)?json", media_type):
            try:
                body = json.loads(body)
            except ValueError as error:
                raise Violation(f"{where}: {error}") from None
            if media_type == "application/problem+json" and body.get("status") != answer.status:
                raise Violation(f"{where}: the problem says another status")
        self.validate(f"{where}: body", content[media_type]["schema"], body)

    def validate(self, where, schema, value):
        validator = jsonschema.Draft202012Validator(schema, resolver=self.resolver)
        for error in validator.iter_errors(value):
            path = "/".join(str(part) for part in error.absolute_path)
            raise Violation(f"{where}/{path}: {error.message}")

    def resolved(self, node):
        while "$ref" in node:
            node = self.resolver.resolve(node["$ref"])[1]
        return node
