"""Holds what pipelines read and run against other people's programs: JUnit's XML against its published schema, the actions and
the workflows of the guide against those of GitHub and GitLab, the scripts against ShellCheck, the hooks under pre-commit.

Each check is skipped, and says so, where its program is missing.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
out = pathlib.Path(sys.argv[1])
kept = root / os.environ.get("CARGO_TARGET_DIR", "target") / "debug/kept"
beside = pathlib.Path(sys.executable).parent
failed = []


def program(name, what):
    found = shutil.which(name, path=f"{beside}:{os.environ['PATH']}")
    if not found:
        print(f"not checked: {what} ({name} is missing)")
    return found


def run(what, *command, expect=0, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)
    if done.returncode != expect:
        failed.append(what)
        print(f"FAILED: {what}: exit {done.returncode}, not {expect}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done


registers = {name: root / "tests/transcripts" / name for name in ("small", "both", "broken", "earlier")} | {"real": root}
reports = []
for name, folder in registers.items():
    report = out / f"{name}.xml"
    subprocess.run([kept, "-q", "check", "--register", folder, "--as-of", "2026-11-21", "--format", "junit", "-o", report])
    reports.append(report)
try:
    import xmlschema
    schema = xmlschema.XMLSchema(str(root / "tests/published/junit-10.xsd"))
    for report in reports:
        schema.validate(str(report))
    wrong = reports[0].read_text().replace(" name=", " nom=")
    if schema.is_valid(wrong):
        failed.append("the schema of JUnit finds no fault")
    print(f"checked: junit: {len(reports)} reports are valid by the published schema")
except ImportError:
    print("not checked: JUnit's schema (xmlschema is missing)")

guide = (root / "docs/ci.md").read_text()
snippets = re.findall(r"```yaml\n(.*?)```", guide, re.S)
sorts = {"github-workflows": lambda text: text.startswith("on:"), "gitlab-ci": lambda text: "artifacts:" in text}
if checker := program("check-jsonschema", "actions and workflows"):
    run("actions", checker, "--builtin-schema", "vendor.github-actions", root / "action.yml", *root.glob("action/*/action.yml"))
    for sort, is_one in sorts.items():
        found = [text for text in snippets if is_one(text)]
        for at, text in enumerate(found):
            path = out / f"{sort}-{at}.yml"
            path.write_text(text)
            run(f"{sort} {at}", checker, "--builtin-schema", f"vendor.{sort}", path)
            path.write_text(text.replace("steps:", "step:").replace("script:", "scrip:"))
            run(f"{sort} {at} with a fault", checker, "--builtin-schema", f"vendor.{sort}", path, expect=1)
        if not found:
            failed.append(f"the guide has no {sort}")
        print(f"checked: {sort}: {len(found)} snippets of the guide")

if shellcheck := program("shellcheck", "the scripts"):
    run("scripts", shellcheck, *root.glob("action/*.sh"))
    print("checked: the scripts of the actions")

if pre_commit := program("pre-commit", "the hooks"):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        # The hooks as they stand, of a commit of their own: what is not committed here yet is checked too.
        hooks = folder / "hooks"
        files = subprocess.run(["git", "-C", root, "ls-files"], capture_output=True, text=True, check=True).stdout.splitlines()
        for name in files:
            (hooks / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, hooks / name)
        register = folder / "register"
        shutil.copytree(registers["small"], register)
        git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
        for repository in (hooks, register):
            run("git init", *git, "init", "-q", cwd=repository)
            run("git add", *git, "add", "-A", cwd=repository)
            run("git commit", *git, "commit", "-q", "-m", "all", cwd=repository)
        environment = {**os.environ, "PRE_COMMIT_HOME": str(folder / "cache"),
                       "PATH": f"{kept.parent}:{os.environ['PATH']}"}
        revision = run("git", *git, "rev-parse", "HEAD", cwd=hooks).stdout.strip()
        for hook in ("kept", "kept-installed"):
            (register / ".pre-commit-config.yaml").write_text(
                f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n      - id: {hook}\n")
            whole = run(f"hook {hook}", pre_commit, "run", "--all-files", "--verbose", cwd=register, env=environment)
            if "Passed" not in whole.stdout or ", nothing denied" not in whole.stdout:
                failed.append(f"hook {hook} did not run")
                print(f"FAILED: hook {hook} did not run\n{whole.stdout[-2000:]}")
            (register / "pledges.toml").write_text((registers["small"] / "pledges.toml").read_text() + 'status = "delivered"\n')
            wrong = run(f"hook {hook} on a fault", pre_commit, "run", "--all-files", cwd=register, env=environment, expect=1)
            if "stored-status" not in wrong.stdout:
                failed.append(f"hook {hook} does not tell the fault")
                print(f"FAILED: hook {hook} does not tell the fault\n{wrong.stdout[-2000:]}")
            shutil.copy(registers["small"] / "pledges.toml", register / "pledges.toml")
            if not failed:
                print(f"checked: the hook {hook} under pre-commit: passes, and fails on a fault")

sys.exit(1 if failed else 0)
