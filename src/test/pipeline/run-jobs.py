#!/usr/bin/env python3
"""Runs jobs of a generated workflow step by step in a shell, as a runner would.

  run-jobs.py REPOSITORY WORKFLOW EVENT JOB...

Each job gets a fresh clone of REPOSITORY. `run` steps are executed with the step's shell and
environment; outputs, expressions of needs, steps, vars, secrets and github, and `if` are kept to
what the templates use. Steps named in LEAVE_OUT, with | between, are left out. `uses` steps other than a checkout are said to be skipped. VARS and SECRETS
are JSON objects in the environment. Needs Debian's python3-yaml.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

import yaml

repository, workflow, event, *jobs = sys.argv[1:]
doc = yaml.safe_load(open(workflow))
head = subprocess.check_output(["git", "-C", repository, "rev-parse", "HEAD"], text=True).strip()
before = subprocess.check_output(["git", "-C", repository, "rev-parse", os.environ.get("BEFORE", "HEAD~1")], text=True).strip()
context = {
    "github": {
        "event_name": event,
        "sha": head,
        "ref": "refs/heads/main",
        "event": {"before": before, "pull_request": {"base": {"sha": before if event == "pull_request" else ""}}, "number": 12, "action": os.environ.get("ACTION", "opened")},
        "repository": "acme/shop",
    },
    "vars": json.loads(os.environ.get("VARS", "{}")),
    "secrets": json.loads(os.environ.get("SECRETS", "{}")),
    "needs": {},
}


def value(expression, scope):
    parts = [p.strip() for p in expression.split("||")]
    for part in parts:
        both = [p.strip() for p in part.split("&&")]
        found = ""
        for one in both:
            compare = re.match(r"(.+?)\s*(==|!=)\s*'(.*)'$", one)
            if compare:
                equal = str(value(compare[1], scope)) == compare[3]
                found = equal if compare[2] == "==" else not equal
            elif one.startswith("'"):
                found = one.strip("'")
            elif one in ("cancelled()", "failure()"):
                found = scope.get("failed", False) and one == "failure()"
            elif one == "always()":
                found = True
            else:
                node = scope
                for name in one.split("."):
                    node = node.get(name, "") if isinstance(node, dict) else ""
                found = node
            if not found:
                break
        if found:
            return found
    return ""


def fill(text, scope):
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda m: str(value(m[1], scope)), str(text))


failed = False
for name in jobs:
    job = doc["jobs"][name]
    scope = {**context, "steps": {}}
    if "if" in job and not value(str(job["if"]), {**scope}):
        print(f"== {name}: skipped by its condition")
        continue
    folder = tempfile.mkdtemp(prefix=f"job-{name}-")
    env = {**os.environ, **{k: fill(v, scope) for k, v in (doc.get("env") or {}).items()}}
    env.update({k: fill(v, scope) for k, v in (job.get("env") or {}).items()})
    env["GITHUB_REPOSITORY"] = "acme/shop"
    print(f"== {name}", {s: v.get("image") for s, v in (job.get("services") or {}).items()} or "")
    scope["failed"] = False
    for step in job["steps"]:
        title = step.get("name") or step.get("run", step.get("uses", "")).split("\n")[0]
        if "if" in step:
            if not value(str(step["if"]), scope):
                print(f"   -- skipped by its condition: {title}")
                continue
        elif scope["failed"]:
            continue
        if title in os.environ.get("LEAVE_OUT", "").split("|"):
            print(f"   -- left out: {title}")
            continue
        if "uses" in step:
            if step["uses"].startswith("actions/checkout"):
                subprocess.run(["git", "clone", "-q", repository, folder], check=True)
            else:
                print(f"   -- not run here: {step['uses'].split('@')[0]}")
            continue
        output = tempfile.mktemp()
        here = {**env, **{k: fill(v, scope) for k, v in (step.get("env") or {}).items()}, "GITHUB_OUTPUT": output}
        script = fill(step["run"], scope)
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=os.path.join(folder, step.get("working-directory", "")),
            env=here, capture_output=True, text=True)
        tail = (ran.stdout + ran.stderr).strip().split("\n")[-3:]
        print(f"   {'ok ' if ran.returncode == 0 else 'RED'} {title}")
        for line in tail:
            print(f"         {line[:160]}")
        outputs = dict(l.split("=", 1) for l in open(output).read().split("\n") if "=" in l) if os.path.exists(output) else {}
        if "id" in step:
            scope["steps"][step["id"]] = {"outputs": outputs, "outcome": "success" if ran.returncode == 0 else "failure"}
        if ran.returncode != 0:
            scope["failed"] = True
    context["needs"][name] = {
        "result": "failure" if scope["failed"] else "success",
        "outputs": {k: fill(v, scope) for k, v in (job.get("outputs") or {}).items()},
    }
    failed |= scope["failed"]
sys.exit(1 if failed else 0)
