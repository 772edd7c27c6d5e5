"""The published schema accepts every example and refuses a mistake, by a validator that is not ours.

    schema_test.py PROGRAM EXAMPLES_DIR
"""
import glob
import json
import os
import re
import subprocess
import sys

import jsonschema

program, examples = sys.argv[1:]


def read(path):
    with open(path) as file:
        return json.loads(re.sub(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', lambda found: found.group(1) or "", file.read(), flags=re.S))


def whole(path):
    """With what it inherits: lists and values replace, objects merge, null takes a key away."""
    def merged(base, over):
        if not (isinstance(base, dict) and isinstance(over, dict)):
            return over
        return {key: merged(base.get(key), over[key]) if key in over else base[key]
                for key in {**base, **over} if over.get(key, base.get(key)) is not None}
    document = read(path)
    return merged(whole(os.path.join(os.path.dirname(path), document["extends"])), document) if "extends" in document else document


schema = json.loads(subprocess.run([program, "schema"], check=True, capture_output=True, text=True).stdout)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
faults = []
paths = sorted(glob.glob(examples + "/*.json"))
for path in paths:
    faults += [f"{path}: {'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(whole(path))]

mistaken = read(examples + "/four-nodes-1g.json")
mistaken["protocol"]["sync_intervall"] = 32
if validator.is_valid(mistaken):
    faults.append("a key with a mistake in it is accepted")
if len(paths) < 2:
    faults.append("no examples found")
print("\n".join(faults))
sys.exit(1 if faults else 0)
