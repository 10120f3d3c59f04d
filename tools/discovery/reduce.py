#!/usr/bin/env python3
"""Reduces a discovery document of a Google service to the rules that GooglePeer checks requests by.

    reduce.py DOCUMENT METHOD... > tests/Prefect.Testing/Google/Discovery/NAME.VERSION.json

DOCUMENT is the service's discovery document, as https://SERVICE.googleapis.com/$discovery/rest?version=V gives it.
METHOD is the id of a method that is used, such as storage.objects.get. Names and types stay, of those methods and of
the schemas that they reach; all prose goes. Calling it again with further methods writes the file anew: give them all.
"""
import json
import sys

KEPT = ("type", "format", "enum", "pattern", "required", "repeated", "location", "$ref")


def rule(schema):
    kept = {name: schema[name] for name in KEPT if name in schema}
    if "properties" in schema:
        kept["properties"] = {name: rule(value) for name, value in schema["properties"].items()}
    for name in ("items", "additionalProperties"):
        if name in schema:
            kept[name] = rule(schema[name])
    required = schema.get("annotations", {}).get("required")
    if required:
        kept["requiredBy"] = required
    return kept


def methods(node):
    for method in node.get("methods", {}).values():
        yield method
    for resource in node.get("resources", {}).values():
        yield from methods(resource)


def references(node):
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def main(path, wanted):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    known = {method["id"]: method for method in methods(document)}
    missing = [name for name in wanted if name not in known]
    if missing:
        sys.exit(f"{document['id']} has no {', '.join(missing)}; it has: {', '.join(sorted(known))}")
    base = document["servicePath"]
    reduced, open_schemas = {}, []
    for name in wanted:
        method = known[name]
        entry = {"httpMethod": method["httpMethod"], "path": base + method["path"]}
        entry["parameters"] = {key: rule(value) for key, value in method.get("parameters", {}).items()}
        for part in ("request", "response"):
            if part in method:
                entry[part] = method[part]["$ref"]
                open_schemas.append(method[part]["$ref"])
        if method.get("supportsMediaDownload"):
            entry["download"] = True
        if method.get("supportsMediaUpload"):
            entry["uploadPath"] = method["mediaUpload"]["protocols"]["simple"]["path"].lstrip("/")
        reduced[name] = entry
    schemas = {}
    while open_schemas:
        name = open_schemas.pop()
        if name not in schemas:
            schemas[name] = rule(document["schemas"][name])
            open_schemas.extend(references(schemas[name]))
    json.dump(
        {
            "id": document["id"],
            "revision": document["revision"],
            "host": document["rootUrl"].split("/")[2],
            "parameters": {name: rule(value) for name, value in document["parameters"].items()},
            "methods": reduced,
            "schemas": dict(sorted(schemas.items())),
        },
        sys.stdout,
        indent=1,
    )
    print()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
