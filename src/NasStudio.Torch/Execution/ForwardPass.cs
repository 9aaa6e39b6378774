using static TorchSharp.torch;

namespace NasStudio.Torch.Execution;

/// <summary>The operands of one forward pass: layer outputs so far, the parameters by the plan's order, and how to normalise.</summary>
internal sealed record ForwardPass(Tensor[] Values, Tensor[] Parameters, Normalization Normalization);

/// <summary>Computes one layer's output from earlier ones.</summary>
internal delegate Tensor LayerKernel(ForwardPass pass);
