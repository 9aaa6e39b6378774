namespace NasStudio.Core.Predictors;

/// <summary>A symmetric positive definite matrix A = L·Lᵀ, by rows.</summary>
internal sealed class Cholesky
{
    private readonly double[][] _lower;
    private double[][]? _inverse;

    /// <param name="matrix">Only its lower triangle is read.</param>
    /// <param name="diagonal">Added to every diagonal entry; large enough to make the matrix positive definite.</param>
    public Cholesky(double[][] matrix, double diagonal)
    {
        var size = matrix.Length;
        _lower = new double[size][];
        for (var row = 0; row < size; row++)
        {
            var current = _lower[row] = new double[row + 1];
            for (var column = 0; column < row; column++)
            {
                var sum = matrix[row][column] - Vectors.Dot(_lower[column].AsSpan(0, column), current);
                current[column] = sum / _lower[column][column];
            }

            // Rounding may eat a pivot of a nearly singular matrix; it is never below what was added, in exact numbers.
            var pivot = matrix[row][row] + diagonal - Vectors.Dot(current.AsSpan(0, row), current);
            current[row] = Math.Sqrt(Math.Max(pivot, diagonal * 1e-3));
        }
    }

    public int Size => _lower.Length;

    /// <summary>log |A|.</summary>
    public double LogDeterminant => 2 * _lower.Sum(row => Math.Log(row[^1]));

    /// <summary>L⁻¹, lower triangular: vᵀA⁻¹v = |L⁻¹v|². Computed once, on demand.</summary>
    private double[][] Inverse => _inverse ??= Invert();

    /// <summary>A⁻¹v.</summary>
    public double[] Solve(ReadOnlySpan<double> vector)
    {
        var solution = new double[Size];
        for (var row = 0; row < Size; row++)
        {
            solution[row] = (vector[row] - Vectors.Dot(_lower[row].AsSpan(0, row), solution)) / _lower[row][row];
        }

        for (var row = Size - 1; row >= 0; row--)
        {
            solution[row] /= _lower[row][row];
            Vectors.Add(solution, -solution[row], _lower[row].AsSpan(0, row));
        }

        return solution;
    }

    /// <summary>vᵀA⁻¹v.</summary>
    public double InverseForm(ReadOnlySpan<double> vector)
    {
        var sum = 0.0;
        foreach (var row in Inverse)
        {
            var product = Vectors.Dot(row, vector);
            sum += product * product;
        }

        return sum;
    }

    /// <summary>The diagonal of A⁻¹.</summary>
    public double[] InverseDiagonal()
    {
        var diagonal = new double[Size];
        foreach (var row in Inverse)
        {
            for (var column = 0; column < row.Length; column++)
            {
                diagonal[column] += row[column] * row[column];
            }
        }

        return diagonal;
    }

    private double[][] Invert()
    {
        var inverse = new double[Size][];
        for (var row = 0; row < Size; row++)
        {
            var (lower, current) = (_lower[row], inverse[row] = new double[row + 1]);
            for (var column = 0; column < row; column++)
            {
                Vectors.Add(current, -lower[column], inverse[column]);
            }

            current[row] = 1;
            for (var column = 0; column <= row; column++)
            {
                current[column] /= lower[row];
            }
        }

        return inverse;
    }
}
