using NasStudio.Core.Networks;
using static TorchSharp.torch;

namespace NasStudio.Torch.Execution;

/// <summary>
/// Constant indices that spread a relative-position table [heads, H, W] over all pairs of tokens: entry (h, i, j) of
/// [heads, N, N] is element (h, |yi − yj|, |xi − xj|) of the flattened table. One dimension, because libtorch adds up the
/// gradient of a flat gather in a plain loop.
/// </summary>
internal sealed class PositionIndices : IDisposable
{
    private readonly Dictionary<(int Heads, int Height, int Width), Tensor> _indices = [];

    public Tensor Of(Operation.Attention attention)
    {
        var key = (attention.Heads, attention.Height, attention.Width);
        if (!_indices.TryGetValue(key, out var indices))
        {
            indices = tensor(Build(attention.Heads, attention.Height, attention.Width)).DetachFromDisposeScope();
            _indices.Add(key, indices);
        }

        return indices;
    }

    public void Dispose()
    {
        foreach (var indices in _indices.Values)
        {
            indices.Dispose();
        }
    }

    private static long[] Build(int heads, int height, int width)
    {
        var tokens = height * width;
        var indices = new long[heads * tokens * tokens];
        for (var entry = 0; entry < indices.Length; entry++)
        {
            var (head, i, j) = (entry / (tokens * tokens), entry / tokens % tokens, entry % tokens);
            var (dy, dx) = (Math.Abs((i / width) - (j / width)), Math.Abs((i % width) - (j % width)));
            indices[entry] = (((head * height) + dy) * width) + dx;
        }

        return indices;
    }
}
