"""The site for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlopsprep.settings")
os.environ.setdefault("SERVING", "1")

from mlopsprep.edge import only_utf8

application = only_utf8(get_wsgi_application())
