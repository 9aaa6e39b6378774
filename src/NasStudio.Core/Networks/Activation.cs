namespace NasStudio.Core.Networks;

/// <summary>Element-wise non-linearities, by their document names (lower case).</summary>
public enum Activation
{
    Relu,

    /// <summary>x · ReLU6(x + 3) / 6 (MobileNetV3).</summary>
    HSwish,

    /// <summary>ReLU6(x + 3) / 6.</summary>
    HSigmoid,

    /// <summary>x · sigmoid(x).</summary>
    Swish,
}
