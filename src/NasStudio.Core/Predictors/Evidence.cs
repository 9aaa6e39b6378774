namespace NasStudio.Core.Predictors;

/// <summary>
/// How well a Gaussian process of a given kernel and noise explains its targets, its signal's variance chosen in closed form: the
/// best one is yᵀC⁻¹y / n, and what remains of the log marginal likelihood is −(n log of it + log |C|) / 2 (Rasmussen and
/// Williams 2006, equation 2.30).
/// </summary>
/// <param name="Coefficients">C⁻¹y: a prediction is their weighted sum of correlations to the samples.</param>
internal sealed record Evidence(double[] Coefficients, double SignalVariance, double LogLikelihood)
{
    /// <param name="factor">Of C: the correlations of the samples, with the noise on the diagonal.</param>
    /// <param name="targets">Standardised.</param>
    public static Evidence Of(Cholesky factor, double[] targets)
    {
        var coefficients = factor.Solve(targets);
        var signal = Vectors.Dot(targets, coefficients) / targets.Length;
        var likelihood = -0.5 * ((targets.Length * Math.Log(Math.Max(signal, 1e-300))) + factor.LogDeterminant);
        return new Evidence(coefficients, signal, likelihood);
    }
}
