namespace NasStudio.Core.Predictors;

/// <summary>
/// Feature vectors less their mean, kept sparse: zeros of one-hot features cost nothing. Scaled by one common factor so that
/// the mean squared length of a vector is 1 (or 0, where all are equal).
/// </summary>
internal sealed class CentredRows
{
    private readonly int[][] _columns;
    private readonly double[][] _values;
    private readonly double[] _shift;
    private readonly double[] _mean;

    public CentredRows(double[][] rows)
    {
        Length = rows[0].Length;
        _shift = Shift(rows);
        _mean = new double[Length];
        (_columns, _values) = (new int[rows.Length][], new double[rows.Length][]);
        for (var row = 0; row < rows.Length; row++)
        {
            var source = rows[row];
            _columns[row] = [.. Enumerable.Range(0, Length).Where(column => source[column] != _shift[column])];
            _values[row] = [.. _columns[row].Select(column => source[column] - _shift[column])];
            for (var i = 0; i < _columns[row].Length; i++)
            {
                _mean[_columns[row][i]] += _values[row][i] / rows.Length;
            }
        }

        var squares = 0.0;
        for (var row = 0; row < rows.Length; row++)
        {
            squares += Centred(rows[row]).Sum(value => value * value) / rows.Length;
        }

        Scale = squares > 1e-100 ? Math.Sqrt(squares) : 1;
    }

    public int Count => _columns.Length;

    public int Length { get; }

    /// <summary>What the centred vectors are divided by, in the features' unit.</summary>
    public double Scale { get; }

    /// <summary>A vector's centred and scaled form.</summary>
    public double[] Transform(ReadOnlySpan<double> features)
    {
        var centred = Centred(features);
        for (var column = 0; column < centred.Length; column++)
        {
            centred[column] /= Scale;
        }

        return centred;
    }

    /// <summary>The inner products of a transformed vector with every row: kᵢ = z·zᵢ.</summary>
    public double[] Products(ReadOnlySpan<double> transformed)
    {
        var offset = Vectors.Dot(transformed, _mean);
        var products = new double[Count];
        for (var row = 0; row < products.Length; row++)
        {
            products[row] = (SparseDot(row, transformed) - offset) / Scale;
        }

        return products;
    }

    /// <summary>Σ factorᵢ·zᵢ.</summary>
    public double[] Combine(ReadOnlySpan<double> factors)
    {
        var sum = new double[Length];
        var total = 0.0;
        for (var row = 0; row < Count; row++)
        {
            total += factors[row];
            for (var i = 0; i < _columns[row].Length; i++)
            {
                sum[_columns[row][i]] += factors[row] * _values[row][i];
            }
        }

        for (var column = 0; column < sum.Length; column++)
        {
            sum[column] = (sum[column] - (total * _mean[column])) / Scale;
        }

        return sum;
    }

    /// <summary>
    /// Columns that are mostly non-zero are shifted by their mean before anything is squared, so that a large offset (a
    /// latency of 1000 ± 1) does not cancel the digits that matter; the mean of what is then stored is about 0.
    /// </summary>
    private static double[] Shift(double[][] rows)
    {
        var shift = new double[rows[0].Length];
        for (var column = 0; column < shift.Length; column++)
        {
            var (nonZeros, sum) = (0, 0.0);
            foreach (var row in rows)
            {
                nonZeros += row[column] != 0 ? 1 : 0;
                sum += row[column] - rows[0][column];
            }

            shift[column] = nonZeros > rows.Length / 2 ? rows[0][column] + (sum / rows.Length) : 0;
        }

        return shift;
    }

    private double[] Centred(ReadOnlySpan<double> features)
    {
        var centred = new double[Length];
        for (var column = 0; column < centred.Length; column++)
        {
            centred[column] = features[column] - _shift[column] - _mean[column];
        }

        return centred;
    }

    private double SparseDot(int row, ReadOnlySpan<double> dense)
    {
        var (columns, values) = (_columns[row], _values[row]);
        var sum = 0.0;
        for (var i = 0; i < columns.Length; i++)
        {
            sum += values[i] * dense[columns[i]];
        }

        return sum;
    }
}
