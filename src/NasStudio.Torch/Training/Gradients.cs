using System.Numerics;
using System.Runtime.InteropServices;
using NasStudio.Torch.Execution;
using NasStudio.Torch.Supernets;
using static TorchSharp.torch;

namespace NasStudio.Torch.Training;

/// <summary>
/// The gradients of one step, laid out like the supernet's buffer. A parameter that no draw used has none: it is neither
/// decayed nor moved, unlike one with a gradient of zero.
/// </summary>
internal sealed class Gradients : IDisposable
{
    private readonly Supernet _supernet;
    private readonly Tensor _buffer;
    private readonly Tensor[] _tensors;
    private readonly bool[] _present;

    public Gradients(Supernet supernet)
    {
        _supernet = supernet;
        _buffer = zeros(supernet.Elements).DetachFromDisposeScope();
        _tensors = [.. supernet.Parameters.Select(stored => View(stored).DetachFromDisposeScope())];
        _present = new bool[_tensors.Length];
    }

    public bool IsPresent(int parameter) => _present[parameter];

    /// <summary>The buffer itself, gaps included (always 0).</summary>
    public Span<float> Floats => MemoryMarshal.Cast<byte, float>(_buffer.bytes);

    public void Clear()
    {
        Floats.Clear();
        Array.Clear(_present);
    }

    /// <summary>Adds the gradients of one draw's bound parameters where they lie in the stored ones, and disposes them.</summary>
    public void Add(Plan plan, Tensor?[] gradients)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        for (var i = 0; i < gradients.Length; i++)
        {
            if (gradients[i] is not { } gradient)
            {
                continue;
            }

            var parameter = plan.Parameters[i];
            var index = _supernet.IndexOf(parameter.Name);
            _supernet.Parameters[index].View(_tensors[index], parameter).add_(gradient);
            gradient.Dispose();
            _present[index] = true;
        }
    }

    /// <summary>Adds the gradients of another sum, each times a factor.</summary>
    public void Add(Gradients other, double factor)
    {
        var values = MemoryMarshal.Cast<float, Vector<float>>(Floats);
        var others = MemoryMarshal.Cast<float, Vector<float>>(other.Floats);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] += others[i] * (float)factor;
        }

        for (var i = 0; i < _present.Length; i++)
        {
            _present[i] |= other._present[i];
        }
    }

    /// <summary>Scalar product over all parameters, each parameter's in single, their sum in double precision.</summary>
    public double Dot(Gradients other)
    {
        var sum = 0.0;
        foreach (var stored in _supernet.Parameters)
        {
            sum += Dot(Floats.Slice(stored.Start, stored.Span), other.Floats.Slice(stored.Start, stored.Span));
        }

        return sum;
    }

    /// <summary>Global L2 norm, added up in double precision.</summary>
    public double Norm() => Math.Sqrt(Dot(this));

    public void Dispose()
    {
        foreach (var gradient in _tensors)
        {
            gradient.Dispose();
        }

        _buffer.Dispose();
    }

    private static double Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var ones = MemoryMarshal.Cast<float, Vector<float>>(one);
        var others = MemoryMarshal.Cast<float, Vector<float>>(other);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < ones.Length; i++)
        {
            sum += ones[i] * others[i];
        }

        return Vector.Sum(sum);
    }

    private Tensor View(StoredParameter stored)
    {
        using var scope = NewDisposeScope();
        return _buffer.narrow(0, stored.Start, stored.Elements).view(stored.Sizes).MoveToOuterDisposeScope();
    }
}
