"""The site for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from mlopsprep.charset import only_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlopsprep.settings")
os.environ["SERVING"] = "1"

application = only_utf8(get_wsgi_application())
