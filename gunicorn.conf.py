"""What gunicorn reads wherever it is started in this folder, beside its flags in docs/deploying.md."""

forwarder_headers = ""
"""No header names the path of the site: by default gunicorn believes `SCRIPT_NAME` of whoever comes from this machine,
as every visitor does behind a proxy on it."""
