from .audit import hooks as audit
from .dashboard import hooks as dashboard
from .opening import hooks as opening
from .scope import hooks as scope

opening.register()
audit.register()
dashboard.register()
scope.register()
