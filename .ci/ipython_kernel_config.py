"For the kernels of .venv: they listen to this machine alone, so they need not warn that nothing is encrypted."
import logging

logging.getLogger("IPKernelApp").addFilter(lambda record: "over TCP without encryption" not in record.getMessage())
