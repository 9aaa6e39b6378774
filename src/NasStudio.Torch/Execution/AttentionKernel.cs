using NasStudio.Core.Networks;
using static TorchSharp.torch;

namespace NasStudio.Torch.Execution;

/// <summary>softmax(Q Kᵀ / √d + B) V by batched matrix products, one a head and image.</summary>
internal sealed class AttentionKernel(Operation.Attention attention, int[] inputs, int bias, Tensor positions)
{
    private readonly int _tokens = attention.Height * attention.Width;
    private readonly TorchSharp.Scalar _scale = TorchSharp.ScalarExtensionMethods.ToScalar(1 / MathF.Sqrt(attention.QueryKeyWidth));

    public Tensor Forward(ForwardPass pass)
    {
        var (heads, tokens) = (attention.Heads, _tokens);
        var query = Split(pass.Values[inputs[0]].mul(_scale), attention.QueryKeyWidth).permute(0, 2, 1, 3).reshape(-1, tokens, attention.QueryKeyWidth);
        var key = Split(pass.Values[inputs[1]], attention.QueryKeyWidth).permute(0, 2, 3, 1).reshape(-1, attention.QueryKeyWidth, tokens);
        var value = Split(pass.Values[inputs[2]], attention.ValueWidth).permute(0, 2, 1, 3).reshape(-1, tokens, attention.ValueWidth);
        var table = pass.Parameters[bias].reshape(-1).index_select(0, positions).view(heads, tokens, tokens);
        var scores = query.bmm(key).view(-1, heads, tokens, tokens).add(table);
        return scores.softmax(-1).view(-1, tokens, tokens).bmm(value)
            .view(-1, heads, tokens, attention.ValueWidth).permute(0, 2, 1, 3).reshape(-1, tokens, heads * attention.ValueWidth);
    }

    private Tensor Split(Tensor tokens, int width) => tokens.view(-1, _tokens, attention.Heads, width);
}
