"""Judges TOML files by JSON Schemas with the reference implementation of the draft.

Standard input: {"schemas": {name: schema}, "files": [[name of schema, TOML text], …]}. Standard output: for each file null,
or the first complaint as text. A schema that is none itself ends the program with 1.
"""
import json
import sys
import tomllib

from jsonschema import Draft202012Validator

asked = json.load(sys.stdin)
validators = {}
for name, schema in asked["schemas"].items():
    Draft202012Validator.check_schema(schema)
    validators[name] = Draft202012Validator(schema)
answers = []
for name, text in asked["files"]:
    try:
        complaint = next(validators[name].iter_errors(tomllib.loads(text)), None)
    except tomllib.TOMLDecodeError as error:
        answers.append(f"not TOML: {error}")
        continue
    answers.append(None if complaint is None else f"{complaint.json_path}: {complaint.message[:200]}")
json.dump(answers, sys.stdout)
