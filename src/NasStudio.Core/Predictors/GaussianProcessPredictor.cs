namespace NasStudio.Core.Predictors;

/// <summary>
/// An exact Gaussian process with a Matérn 5/2 kernel on the Euclidean distance of the features (for one-hot features √2 times
/// the root of the Hamming distance). Length scale and noise maximise the log marginal likelihood on a grid, the signal's
/// variance in closed form (Rasmussen and Williams 2006, equations 2.23 to 2.30 and 4.17). The deviation is that of a new
/// measurement, noise included: smallest at the samples, up to the prior's far from them; 0 where all targets are equal.
/// </summary>
/// <remarks>O(n³) per point of the grid, O(n²) per prediction: for up to about 1,000 samples.</remarks>
public sealed class GaussianProcessPredictor : IPredictor
{
    /// <summary>In root mean squared distances of a sample from their mean; long first: it wins ties.</summary>
    private static readonly double[] Lengths = [16, 8, 4, 2, 1, 0.5];

    /// <summary>Variance of the noise as a part of the signal's.</summary>
    private static readonly double[] Noises = [1, 0.1, 0.01, 0.001];
    private CentredRows? _rows;
    private double[] _squares = [];
    private Solution? _best;
    private double _mean;
    private double _deviation;

    public void Fit(IReadOnlyList<double[]> features, IReadOnlyList<double> targets)
    {
        var data = new TrainingData(features, targets);
        var rows = new CentredRows(data.Rows);
        var transformed = data.Rows.Select(row => rows.Transform(row)).ToArray();
        var squares = Array.ConvertAll(transformed, row => Vectors.Dot(row, row));
        var distances = new double[rows.Count][];
        for (var row = 0; row < rows.Count; row++)
        {
            distances[row] = Distances(rows.Products(transformed[row]), squares[row], squares);
        }

        Solution? best = null;
        foreach (var length in Lengths)
        {
            var kernel = Array.ConvertAll(distances, row => Array.ConvertAll(row, distance => Kernel(distance / length)));
            foreach (var noise in Noises)
            {
                var factor = new Cholesky(kernel, noise);
                var evidence = Evidence.Of(factor, data.Targets);
                best = best is null || evidence.LogLikelihood > best.Evidence.LogLikelihood + 1e-9 ? new Solution(factor, length, noise, evidence) : best;
            }
        }

        (_rows, _squares, _best) = (rows, squares, best);
        (_mean, _deviation) = (data.Mean, data.Deviation);
    }

    public Prediction Predict(ReadOnlySpan<double> features)
    {
        var (rows, best) = (_rows ?? throw TrainingData.NothingFitted(), _best!);
        TrainingData.CheckFeatures(features, rows.Length, "The architecture", nameof(features));
        var transformed = rows.Transform(features);
        var distances = Distances(rows.Products(transformed), Vectors.Dot(transformed, transformed), _squares);
        var kernel = Array.ConvertAll(distances, distance => Kernel(distance / best.Length));
        var variance = best.Evidence.SignalVariance * (best.Noise + Math.Max(0, 1 - best.Factor.InverseForm(kernel)));
        return new Prediction(_mean + (_deviation * Vectors.Dot(kernel, best.Evidence.Coefficients)), _deviation * Math.Sqrt(variance));
    }

    private static double[] Distances(double[] products, double square, double[] squares)
    {
        for (var i = 0; i < products.Length; i++)
        {
            products[i] = Math.Sqrt(Math.Max(0, square + squares[i] - (2 * products[i])));
        }

        return products;
    }

    /// <summary>Matérn 5/2 with variance 1. The exponent is cut where the kernel is 0 in double precision anyway.</summary>
    private static double Kernel(double distance)
    {
        var scaled = Math.Min(Math.Sqrt(5) * distance, 800);
        return (1 + scaled + (scaled * scaled / 3)) * Math.Exp(-scaled);
    }

    private sealed record Solution(Cholesky Factor, double Length, double Noise, Evidence Evidence);
}
