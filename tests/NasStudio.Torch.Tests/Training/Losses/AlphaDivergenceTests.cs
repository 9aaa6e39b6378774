using NasStudio.Torch.Runtime;
using NasStudio.Torch.Training.Losses;
using static TorchSharp.torch;

namespace NasStudio.Torch.Tests.Training.Losses;

public sealed class AlphaDivergenceTests
{
    private static readonly float[,] Logits = { { 0.5f, -1, 2 }, { 3, 0, -2 }, { 0, 0, 0 } };
    private static readonly float[,] Teacher = { { 0.2f, 0.5f, 0.3f }, { 0.9f, 0.1f, 0 }, { 0.1f, 0.1f, 0.8f } };

    public AlphaDivergenceTests() => TorchRuntime.Load();

    [Fact]
    public void Of_BothAlphasOne_HasTheGradientOfSoftCrossEntropy()
    {
        using var scope = NewDisposeScope();

        AssertNear(Gradient(new SoftCrossEntropy(), Logits, Teacher), Gradient(new AlphaDivergence(1, 1, 5), Logits, Teacher), 1e-6f);
    }

    /// <summary>A draw that is so sure of one class that the others have no probability in single precision.</summary>
    [Fact]
    public void Of_BothAlphasOneAndAProbabilityOfZero_StillHasTheGradientOfSoftCrossEntropy()
    {
        using var scope = NewDisposeScope();
        float[,] sure = { { 200, 0, 0 } };
        float[,] teacher = { { 0, 1, 0 } };

        AssertNear(Gradient(new SoftCrossEntropy(), sure, teacher), Gradient(new AlphaDivergence(1, 1, 5), sure, teacher), 1e-6f);
        Assert.All(Gradient(new AlphaDivergence(-1, 1, 5), sure, teacher), value => Assert.True(float.IsFinite(value)));
        Assert.All(Gradient(new AlphaDivergence(-1, 0, 5), sure, teacher), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(-1, -1)]
    [InlineData(0, 0)]
    [InlineData(0.5, 2)]
    public void Of_DrawThatSaysWhatItsTeacherSays_HasNoGradient(double minimum, double maximum)
    {
        using var scope = NewDisposeScope();
        var teacher = tensor(Logits).softmax(-1);

        Assert.All(Gradient(new AlphaDivergence(minimum, maximum, 5), tensor(Logits), teacher), value => Assert.Equal(0, value, 1e-6f));
    }

    /// <summary>
    /// α = −1 by hand for q = (½, ½), p = (0.8, 0.2): r = (1.6, 0.4), 1/r = (0.625, 2.5), ρ = ½ − 1/r = (−0.125, −2); the
    /// gradient for logit j is q_j (Σ q ρ − ρ_j), so ½ (−1.0625 + 0.125) = −0.46875, and its opposite.
    /// </summary>
    [Fact]
    public void Of_AlphaMinusOne_EqualsTheValueByHand()
    {
        using var scope = NewDisposeScope();

        AssertNear([-0.46875f, 0.46875f], Gradient(new AlphaDivergence(-1, -1, 5), new float[,] { { 0, 0 } }, new[,] { { 0.8f, 0.2f } }), 1e-6f);
    }

    /// <summary>The same with p = (0.95, 0.05): 1/r = (0.526, 10), bounded by 5: ρ = (−0.0263, −4.5).</summary>
    [Fact]
    public void Of_ImportanceAboveTheBound_IsBounded()
    {
        using var scope = NewDisposeScope();
        var gradient = Gradient(new AlphaDivergence(-1, -1, 5), new float[,] { { 0, 0 } }, new[,] { { 0.95f, 0.05f } });

        AssertNear([-1.118421f, 1.118421f], gradient, 1e-5f);
    }

    /// <summary>
    /// Of α = −1 and 1, a draw surer than its teacher takes −1 and one less sure 1. By hand for p = (0.8, 0.2), q = (½, ½):
    /// D₋₁ = ½ (½ · 0.625 + ½ · 2.5 − 1) = 0.281, D₁ = 0.8 ln 1.6 + 0.2 ln 0.4 = 0.193, so −1; for p = (½, ½), q = (0.8, 0.2):
    /// D₋₁ = ½ (0.8 · 1.6 + 0.2 · 0.4 − 1) = 0.18, D₁ = ½ ln 0.625 + ½ ln 2.5 = 0.223, so 1.
    /// </summary>
    [Fact]
    public void Of_TwoAlphas_TakesTheLargerDivergenceOfEachImage()
    {
        using var scope = NewDisposeScope();
        float[,] logits = { { 0, 0 }, { MathF.Log(4), 0 } };
        float[,] teacher = { { 0.8f, 0.2f }, { 0.5f, 0.5f } };
        var small = Gradient(new AlphaDivergence(-1, -1, 5), logits, teacher);
        var large = Gradient(new AlphaDivergence(1, 1, 5), logits, teacher);

        AssertNear([.. small[..2], .. large[2..]], Gradient(new AlphaDivergence(-1, 1, 5), logits, teacher), 1e-6f);
        Assert.NotEqual(small[2], large[2], 0.01f);
    }

    private static float[] Gradient(IDistillationLoss loss, float[,] logits, float[,] teacher) => Gradient(loss, tensor(logits), tensor(teacher));

    private static float[] Gradient(IDistillationLoss loss, Tensor logits, Tensor teacher)
    {
        var leaf = logits.detach().clone().requires_grad_();
        loss.Of(leaf, teacher).backward();
        return leaf.grad!.data<float>().ToArray();
    }

    private static void AssertNear(float[] expected, float[] actual, float tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
}
