"""Treats the default keyring of the session bus as a desktop would.

keyring.py lock | keyring.py unlock <password> | keyring.py questions
"""

import sys

import dbus

NAME = 'org.freedesktop.secrets'
PATH = '/org/freedesktop/secrets'

service = dbus.SessionBus().get_object(NAME, PATH)
secrets = dbus.Interface(service, 'org.freedesktop.Secret.Service')
collection = secrets.ReadAlias('default')
if sys.argv[1] == 'lock':
    secrets.Lock([collection])
elif sys.argv[1] == 'questions':
    # They are numbered as they are made, /org/freedesktop/secrets/prompt/u7, and this makes one that nobody is shown.
    print(secrets.Unlock([collection])[1].rsplit('u', 1)[1])
else:
    # gnome-keyring's own door for the login screen: it asks nobody.
    _, session = secrets.OpenSession('plain', dbus.String('', variant_level=1))
    secret = (session, dbus.ByteArray(b''), dbus.ByteArray(sys.argv[2].encode()), 'text/plain')
    inner = dbus.Interface(service, 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface')
    inner.UnlockWithMasterPassword(collection, dbus.Struct(secret, signature='oayays'))
