from . import adapters as adapters
from . import opentime as opentime
from . import schema as schema
