namespace NasStudio.Core.Networks;

/// <summary>What a layer computes. Fewer than twenty primitives serve every block.</summary>
public abstract record Operation
{
    private Operation()
    {
    }

    /// <summary>The images, [C, H, W] at the data set's resolution.</summary>
    public sealed record Input : Operation;

    /// <summary>Bilinear, half-pixel centres, no antialiasing: [C, h, w] → [C, H, W].</summary>
    public sealed record Resize(int Height, int Width) : Operation;

    /// <summary>
    /// 2-D convolution without bias, zero padding (Kernel − 1) / 2. Weight [out, in / Groups, Kernel, Kernel].
    /// Depthwise where Groups equals the channels.
    /// </summary>
    public sealed record Convolution(int Kernel, int Stride, int Groups) : Operation;

    /// <summary>Over channels of a map, tokens or a vector. Weight and bias [C]; statistics are an argument of the forward pass.</summary>
    public sealed record BatchNorm(double Epsilon) : Operation;

    /// <summary>Over the last axis of tokens. Weight and bias [C].</summary>
    public sealed record LayerNorm(double Epsilon) : Operation;

    /// <summary>Over the last axis of tokens or a vector. Weight [out, in], bias [out] where present.</summary>
    public sealed record Linear(bool Bias) : Operation;

    /// <summary>
    /// Scores, softmax and weighted sum only: softmax(Q Kᵀ / √QueryKeyWidth + B) V with inputs Q [N, Heads·QueryKeyWidth],
    /// K the same, V [N, Heads·ValueWidth]. Heads are consecutive channel groups. Tokens are the row-major positions of a
    /// Height × Width map; the table "bias" [Heads, Height, Width] gives B[h, i, j] = bias[h, |yi − yj|, |xi − xj|].
    /// </summary>
    public sealed record Attention(int Heads, int QueryKeyWidth, int ValueWidth, int Height, int Width) : Operation;

    public sealed record Activate(Activation Activation) : Operation;

    /// <summary>
    /// Windows of Kernel × Kernel, padding (Kernel − Stride) / 2, ceil mode, padding not counted:
    /// [C, H, W] → [C, ⌈H/Stride⌉, ⌈W/Stride⌉].
    /// </summary>
    public sealed record AveragePool(int Kernel, int Stride) : Operation
    {
        /// <summary>Rows and columns beyond each edge of the map that a window may reach.</summary>
        public int Padding => (Kernel - Stride) / 2;
    }

    /// <summary>Mean over the positions of a map or the tokens: [C, H, W] or [N, C] → [C].</summary>
    public sealed record Mean : Operation;

    /// <summary>[C, H, W] → [H·W, C], row-major positions.</summary>
    public sealed record ToTokens : Operation;

    /// <summary>[H·W, C] → [C, H, W].</summary>
    public sealed record ToMap(int Height, int Width) : Operation;

    /// <summary>Zeros, as many as the input has: the value of a node of a cell that nothing reaches.</summary>
    public sealed record Zero : Operation;

    /// <summary>Element by element, equal shapes.</summary>
    public sealed record Add : Operation;

    /// <summary>Over the channels of maps of one size: [A, H, W], [B, H, W], … → [A + B + …, H, W].</summary>
    public sealed record Concat : Operation;

    /// <summary>Element by element; a second input [C] scales the channels of a map (squeeze-and-excitation).</summary>
    public sealed record Multiply : Operation;
}
