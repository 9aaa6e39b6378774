"""PyTorch eager on the networks of the benchmark `training`, as a server on standard input and output.

Reads a description (layers, stored parameters, which networks each step draws) from the file named on the command line,
then answers each line `CONFIGURATION FORMAT THREADS STEPS` (separated by tabs) with `SECONDS LOSS...`: the wall time of that
many training steps and the losses of the first; and the line `memory` with the largest resident memory so far, MiB. FORMAT is
`contiguous` or `channels_last`.
"""
import json
import math
import resource
import sys
import time

import torch
import torch.nn.functional as F

ACTIVATIONS = {"Relu": F.relu, "HSwish": F.hardswish, "HSigmoid": F.hardsigmoid, "Swish": F.silu}


def positions(height, width):
    y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
    y, x = y.reshape(-1), x.reshape(-1)
    return ((y[:, None] - y[None, :]).abs() * width + (x[:, None] - x[None, :]).abs()).reshape(-1)


class Net:
    """One network: a list of closures over the supernet's parameters; slices are taken with narrow, once a step."""

    def __init__(self, layers, parameters):
        self.slices = []
        self.kernels = []
        for layer in layers:
            self.kernels.append((getattr(self, layer["operation"])(layer, parameters), layer["inputs"]))

    def slot(self, layer, role, parameters):
        view = layer["parameters"].get(role)
        if view is None:
            return None
        stored = parameters[view["name"]]
        cuts = [(axis, start, length) for axis, (start, length) in enumerate(view["axes"]) if length != stored.shape[axis]]
        self.slices.append((stored, cuts))
        return len(self.slices) - 1

    def forward(self, images):
        self.bound = bound = []
        for tensor, cuts in self.slices:
            for axis, start, length in cuts:
                tensor = tensor.narrow(axis, start, length)
            bound.append(tensor)
        values = [images]
        for kernel, inputs in self.kernels[1:]:
            values.append(kernel(*[values[i] for i in inputs]))
        return values[-1]

    def Input(self, layer, parameters):
        return None

    def Resize(self, layer, parameters):
        size = tuple(layer["output"][1:])
        return lambda x: F.interpolate(x, size=size, mode="bilinear", align_corners=False)

    def Convolution(self, layer, parameters):
        weight = self.slot(layer, "weight", parameters)
        stride, padding, groups = layer["stride"], (layer["kernel"] - 1) // 2, layer["groups"]
        return lambda x: F.conv2d(x, self.bound[weight], None, stride, padding, 1, groups)

    def BatchNorm(self, layer, parameters):
        weight, bias, epsilon = self.slot(layer, "weight", parameters), self.slot(layer, "bias", parameters), layer["epsilon"]
        if len(layer["output"]) == 2:
            return lambda x: F.batch_norm(x.flatten(0, 1), None, None, self.bound[weight], self.bound[bias], True, 0.0, epsilon).view(x.shape)
        return lambda x: F.batch_norm(x, None, None, self.bound[weight], self.bound[bias], True, 0.0, epsilon)

    def LayerNorm(self, layer, parameters):
        weight, bias, epsilon = self.slot(layer, "weight", parameters), self.slot(layer, "bias", parameters), layer["epsilon"]
        shape = (layer["output"][-1],)
        return lambda x: F.layer_norm(x, shape, self.bound[weight], self.bound[bias], epsilon)

    def Linear(self, layer, parameters):
        weight, bias = self.slot(layer, "weight", parameters), self.slot(layer, "bias", parameters)
        if bias is None:
            return lambda x: F.linear(x, self.bound[weight])
        return lambda x: F.linear(x, self.bound[weight], self.bound[bias])

    def Attention(self, layer, parameters):
        bias = self.slot(layer, "bias", parameters)
        heads, width, height, columns = layer["heads"], layer["queryKeyWidth"], layer["height"], layer["width"]
        tokens, index, scale = height * columns, positions(height, columns), 1 / math.sqrt(width)
        # One flat gather: its gradient is added up in a plain loop.
        index = (torch.arange(heads)[:, None] * tokens + index[None, :]).reshape(-1)

        def attend(query, key, value):
            batch = query.shape[0]
            query = (query * scale).view(batch, tokens, heads, -1).transpose(1, 2)
            key = key.view(batch, tokens, heads, -1).permute(0, 2, 3, 1)
            value = value.view(batch, tokens, heads, -1).transpose(1, 2)
            table = self.bound[bias].reshape(-1).index_select(0, index).view(heads, tokens, tokens)
            scores = (query @ key).add(table).softmax(-1)
            return (scores @ value).transpose(1, 2).reshape(batch, tokens, -1)

        return attend

    def Activate(self, layer, parameters):
        return ACTIVATIONS[layer["activation"]]

    def AveragePool(self, layer, parameters):
        stride = layer["stride"]
        return lambda x: F.avg_pool2d(x, stride, stride, 0, True, False)

    def Mean(self, layer, parameters):
        return lambda x: x.mean((2, 3)) if x.dim() == 4 else x.mean(1)

    def ToTokens(self, layer, parameters):
        return lambda x: x.flatten(2).transpose(1, 2)

    def ToMap(self, layer, parameters):
        height, width = layer["output"][1:]
        return lambda x: x.transpose(1, 2).unflatten(2, (height, width))

    def Add(self, layer, parameters):
        return torch.add

    def Multiply(self, layer, parameters):
        return lambda x, y: x * (y[:, :, None, None] if x.dim() == 4 and y.dim() == 2 else y)


class Trainer:
    """The parameters, the networks of a configuration and the optimiser, in one memory format."""

    def __init__(self, description, draws, memory_format):
        weights = torch.frombuffer(bytearray(open(description["weights"], "rb").read()), dtype=torch.float32)
        parameters = {}
        for stored in description["parameters"]:
            tensor = weights[stored["start"]:stored["start"] + math.prod(stored["sizes"])].clone().view(stored["sizes"])
            if tensor.dim() == 4:
                tensor = tensor.contiguous(memory_format=memory_format)
            parameters[stored["name"]] = tensor.requires_grad_()
        images = torch.frombuffer(bytearray(open(description["images"], "rb").read()), dtype=torch.float32).view(description["shape"])
        # A one-channel tensor counts as both formats: copy it, so that its strides say which is meant.
        self.images = torch.empty(description["shape"], memory_format=memory_format).copy_(images)
        self.memory_format = memory_format
        self.labels = torch.tensor(description["labels"])
        self.draws = [(Net(description["networks"][draw["network"]], parameters), draw["distill"]) for draw in draws]
        self.parameters = list(parameters.values())
        self.clip = description["clip"]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": [p for p in self.parameters if p.dim() > 1], "weight_decay": description["weightDecay"]},
                {"params": [p for p in self.parameters if p.dim() <= 1], "weight_decay": 0.0},
            ],
            lr=description["learningRate"],
        )

    def step(self):
        order = torch.randperm(len(self.labels))
        images, labels = self.images.index_select(0, order), self.labels.index_select(0, order)
        if self.memory_format is torch.channels_last and not images.stride(1) == 1:
            images = torch.empty(images.shape, memory_format=self.memory_format).copy_(images)
        self.optimizer.zero_grad(set_to_none=True)
        losses, taught = [], []
        for net, distill in self.draws:
            logits = net.forward(images)
            # A pupil learns from the mean of what the draws on labels say.
            loss = F.cross_entropy(logits, torch.stack(taught).mean(0) if distill else labels)
            loss.backward()
            losses.append(loss.item())
            if not distill:
                taught.append(logits.detach().softmax(-1))
        torch.nn.utils.clip_grad_norm_(self.parameters, self.clip)
        self.optimizer.step()
        return losses


def require_openblas():
    """The reference BLAS is several times slower: nothing to compare with."""
    torch.ones(2, 2) @ torch.ones(2, 2)
    if not any("openblas" in line for line in open("/proc/self/maps")):
        sys.exit("PyTorch runs on a BLAS that is not OpenBLAS; install libopenblas0-pthread.")


def main():
    require_openblas()
    description = json.load(open(sys.argv[1]))
    trainers = {}
    for line in sys.stdin:
        if line.strip() == "memory":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
            continue
        configuration, memory_format, threads, steps = line.strip().split("\t")
        torch.set_num_threads(int(threads))
        key = (configuration, memory_format)
        if key not in trainers:
            layout = torch.channels_last if memory_format == "channels_last" else torch.contiguous_format
            trainers[key] = Trainer(description, description["configurations"][configuration], layout)
        trainer = trainers[key]
        started = time.perf_counter()
        losses = [trainer.step() for _ in range(int(steps))]
        elapsed = time.perf_counter() - started
        print(repr(elapsed), *map(repr, losses[0]), flush=True)


main()
