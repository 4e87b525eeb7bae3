"""Kernels of image networks by neural-tangents, in float64.

Needs neural-tangents 0.6.5 with jax and jaxlib 0.4.20 (`pip install jax==0.4.20 jaxlib==0.4.20 'numpy<2'
'scipy<1.12' frozendict absl-py`, then `pip install --no-deps neural-tangents==0.6.5`).

Reads JSON lines {"network": …, "x": …, "z": …} with a network in Zonal's language and two images whose pixels have
x.x = channels, and writes {"nngp": …, "ntk": …, "seconds": …} for each.
"""
import json
import sys
import time
import types

# Its experimental part needs TensorFlow, which nothing here uses.
sys.modules["neural_tangents.experimental"] = types.ModuleType("neural_tangents.experimental")

import jax  # noqa: E402

jax.config.update("jax_enable_x64", True)

import numpy as np  # noqa: E402
from neural_tangents import stax  # noqa: E402

UNITS = 8  # The width says nothing in the limit.


def spread(value, axes):
    return tuple(value) if isinstance(value, tuple) else (value,) * axes


class Convolution:
    """A convolution whose padding and strides are settled when the network is complete."""

    def __init__(self, filter, weight, bias=0):
        self.filter, self.weight, self.bias = filter, weight, bias
        self.padding, self.strides = "CIRCULAR", 1

    def layer(self, axes):
        return stax.Conv(
            UNITS, spread(self.filter, axes), spread(self.strides, axes), self.padding,
            W_std=self.weight**0.5, b_std=self.bias**0.5 or None)


def language(axes, sides):
    """The layers of Zonal's language, for images with this many axes."""

    def ready(layer):
        return layer.layer(axes) if isinstance(layer, Convolution) else layer

    def serial(*layers):
        return stax.serial(*map(ready, layers))

    def residual(block):
        return stax.serial(
            stax.FanOut(2), stax.parallel(stax.Identity(), ready(block)), stax.FanInSum())

    def zero_padded(layer):
        layer.padding = "SAME"
        return layer

    def strided(strides, layer):
        layer.strides = strides
        return layer

    def pixel(*numbers):
        place = numbers[0] if len(numbers) == 1 else (numbers[0] - 1) * sides[1] + numbers[1]
        first = np.unravel_index(place - 1, sides)
        return stax.Index((slice(None), *map(int, first)))

    return {
        "serial": serial,
        "repeat": lambda count, block: stax.serial(*[ready(block)] * count),
        "residual": residual,
        "zero_padded": zero_padded,
        "strided": strided,
        "conv": Convolution,
        "dense": lambda w, b=0: stax.Dense(UNITS, W_std=w**0.5, b_std=b**0.5 or None),
        "image": lambda *sizes: stax.Identity(),
        "relu": stax.Relu(),
        "trace": stax.Flatten(),
        "gap": stax.GlobalAvgPool(),
        "pixel": pixel,
    }


def main():
    for line in sys.stdin:
        task = json.loads(line)
        x, z = np.array(task["x"]), np.array(task["z"])
        names = language(x.ndim - 1, x.shape[:-1])
        _, _, kernel = eval(task["network"].replace("^", "**"), {"__builtins__": {}}, names)
        kernel(x[None], z[None], ("nngp", "ntk"))
        start = time.process_time()
        value = kernel(x[None], z[None], ("nngp", "ntk"))
        seconds = time.process_time() - start
        result = {"nngp": float(value.nngp), "ntk": float(value.ntk), "seconds": seconds}
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
