namespace NasStudio.Core.Predictors;

/// <summary>
/// Linear regression with an intercept and an L2 penalty, its strength chosen by the exact leave-one-out error (closed form).
/// Linear in the features: interactions of decisions need <see cref="Decisions.PairFeatures"/>. The deviation is that of a
/// new measurement under Bayesian linear regression, its noise scaled so that the leave-one-out errors have the variance
/// which it predicts for them; 0 where all targets are equal.
/// </summary>
/// <remarks>
/// With fewer samples than features everything happens in the space of the samples (dual form): O(n³) per strength.
/// </remarks>
public sealed class RidgePredictor : IPredictor
{
    /// <summary>Strengths tried, as parts of the mean squared length of a centred feature vector; strong first: it wins ties.</summary>
    private static readonly double[] Strengths = [10, 1, 0.3, 0.1, 0.03, 0.01, 0.001, 0.0001];
    private CentredRows? _rows;
    private Solution? _best;
    private double[] _weights = [];
    private double _noiseVariance;
    private bool _dual;

    /// <summary>The value of the all-zero feature vector, in the targets' unit.</summary>
    public double Intercept { get; private set; }

    /// <summary>One per feature, targets' unit per feature's unit; none before the first fit.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    public void Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets)
    {
        var data = new TrainingData(features, targets);
        var rows = new CentredRows(data.Rows);
        var dual = rows.Count < rows.Length;
        var transformed = data.Rows.Select(row => rows.Transform(row)).ToArray();
        var gram = dual ? [.. transformed.Select(row => rows.Products(row))] : Covariances(transformed, rows.Length);
        Solution? best = null;
        foreach (var strength in Strengths)
        {
            var solution = dual ? SolveDual(gram, data.Targets, strength) : SolvePrimal(gram, transformed, data.Targets, strength);
            best = best is null || solution.Error < best.Error * (1 - 1e-9) ? solution : best;
        }

        var weights = dual ? rows.Combine(best!.Coefficients) : best!.Coefficients;
        _weights = [.. weights.Select(weight => weight * data.Deviation / rows.Scale)];
        Intercept = data.Mean - data.Rows.Average(row => Vectors.Dot(_weights, row));
        (_rows, _best, _dual) = (rows, best, dual);
        _noiseVariance = best.NoiseVariance * data.Deviation * data.Deviation;
    }

    public Prediction Predict(ReadOnlySpan<double> features)
    {
        var (rows, best) = (_rows ?? throw TrainingData.NothingFitted(), _best!);
        TrainingData.CheckFeatures(features, rows.Length, "The architecture", nameof(features));
        var transformed = rows.Transform(features);

        // zᵀ(ZᵀZ + λI)⁻¹z; by the Woodbury identity (|z|² − kᵀ(K + λI)⁻¹k) / λ, with k = Zz.
        var leverage = _dual
            ? (Vectors.Dot(transformed, transformed) - best.Factor.InverseForm(rows.Products(transformed))) / best.Strength
            : best.Factor.InverseForm(transformed);
        var variance = _noiseVariance * (1 + (1.0 / rows.Count) + Math.Max(0, leverage));
        return new Prediction(Intercept + Vectors.Dot(_weights, features), Math.Sqrt(variance));
    }

    /// <summary>
    /// The mean alone, of features that are all 0 but for 1 at the given indices (one-hot, pairs): one addition each, nothing
    /// allocated, for the many thousand candidates of an inner search.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing was fitted yet.</exception>
    /// <exception cref="IndexOutOfRangeException">An index is not that of a feature.</exception>
    public double Mean(ReadOnlySpan<int> ones)
    {
        var weights = _rows is null ? throw TrainingData.NothingFitted() : _weights;
        var sum = Intercept;
        foreach (var index in ones)
        {
            sum += weights[index];
        }

        return sum;
    }

    /// <summary>As <see cref="Mean(ReadOnlySpan{int})"/>, of features that end with some numbers of any size.</summary>
    /// <param name="tail">The last features.</param>
    public double Mean(ReadOnlySpan<int> ones, ReadOnlySpan<double> tail)
    {
        var sum = Mean(ones);
        for (var i = 0; i < tail.Length; i++)
        {
            sum += _weights[_weights.Length - tail.Length + i] * tail[i];
        }

        return sum;
    }

    private static double[][] Covariances(double[][] rows, int length)
    {
        var sums = new double[length][];
        for (var column = 0; column < length; column++)
        {
            sums[column] = new double[column + 1];
            foreach (var row in rows)
            {
                Vectors.Add(sums[column], row[column], row.AsSpan(0, column + 1));
            }
        }

        return sums;
    }

    /// <summary>(K + λI)α = y: the residuals are λα, the leverages 1 − λ·diag((K + λI)⁻¹).</summary>
    private static Solution SolveDual(double[][] kernel, double[] targets, double strength)
    {
        var factor = new Cholesky(kernel, strength);
        var coefficients = factor.Solve(targets);
        var residuals = Array.ConvertAll(coefficients, coefficient => strength * coefficient);
        var leverages = Array.ConvertAll(factor.InverseDiagonal(), entry => 1 - (strength * entry));
        return Judge(factor, coefficients, strength, residuals, leverages);
    }

    /// <summary>(ZᵀZ + λI)w = Zᵀy: the leverages are zᵢᵀ(ZᵀZ + λI)⁻¹zᵢ.</summary>
    private static Solution SolvePrimal(double[][] covariances, double[][] rows, double[] targets, double strength)
    {
        var factor = new Cholesky(covariances, strength);
        var right = new double[covariances.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            Vectors.Add(right, targets[row], rows[row]);
        }

        var coefficients = factor.Solve(right);
        var residuals = rows.Select((row, i) => targets[i] - Vectors.Dot(coefficients, row)).ToArray();
        return Judge(factor, coefficients, strength, residuals, Array.ConvertAll(rows, row => factor.InverseForm(row)));
    }

    /// <summary>
    /// Leaving sample i out makes its residual rᵢ / (1 − 1/n − hᵢ), and predicts that number's variance as
    /// σ² / (1 − 1/n − hᵢ); 1/n is the leverage of the intercept.
    /// </summary>
    private static Solution Judge(Cholesky factor, double[] coefficients, double strength, double[] residuals, double[] leverages)
    {
        var (error, variance) = (0.0, 0.0);
        for (var i = 0; i < residuals.Length; i++)
        {
            var free = Math.Max(1 - (1.0 / residuals.Length) - leverages[i], 1e-9);
            var square = residuals[i] * residuals[i] / free;
            error += square / free / residuals.Length;
            variance += square / residuals.Length;
        }

        return new Solution(factor, coefficients, strength, error, variance);
    }

    /// <param name="Error">Mean squared leave-one-out error of the standardised targets.</param>
    /// <param name="NoiseVariance">σ², of the standardised targets.</param>
    private sealed record Solution(Cholesky Factor, double[] Coefficients, double Strength, double Error, double NoiseVariance);
}
