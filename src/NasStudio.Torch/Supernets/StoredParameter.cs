using NasStudio.Core.Networks;
using static TorchSharp.torch;

namespace NasStudio.Torch.Supernets;

/// <summary>One widest parameter: where it lies in the buffer of all, and the tensor that views it there.</summary>
/// <param name="Start">First element in the buffer, a multiple of <see cref="Alignment"/>.</param>
internal sealed record StoredParameter(string Name, long[] Sizes, int Start, Tensor Values)
{
    /// <summary>Elements: 64 bytes, the alignment of tensors that libtorch allocates itself.</summary>
    public const int Alignment = 16;

    public int Elements { get; } = checked((int)Sizes.Aggregate(1L, (product, size) => product * size));

    /// <summary>Elements up to the next parameter.</summary>
    public int Span { get; } = Align(checked((int)Sizes.Aggregate(1L, (product, size) => product * size)));

    public static int Align(int elements) => (elements + Alignment - 1) / Alignment * Alignment;

    /// <summary>Whether the axes take all of the stored parameter.</summary>
    public bool IsWhole(Parameter parameter)
    {
        for (var axis = 0; axis < Sizes.Length; axis++)
        {
            if (parameter.Axes[axis].Length != Sizes[axis])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The part of a tensor of the stored shape that the axes name: a view, to be disposed by the caller's scope.</summary>
    public Tensor View(Tensor stored, Parameter parameter)
    {
        var view = stored;
        for (var axis = 0; axis < Sizes.Length; axis++)
        {
            var length = parameter.Axes[axis].Length;
            if (length != Sizes[axis])
            {
                view = view.narrow(axis, parameter.Axes[axis].Offset((int)Sizes[axis]), length);
            }
        }

        return view;
    }
}
