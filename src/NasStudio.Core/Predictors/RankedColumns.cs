namespace NasStudio.Core.Predictors;

/// <summary>The features of all samples by column, each value replaced by its rank among the column's distinct values.</summary>
internal sealed class RankedColumns
{
    public RankedColumns(double[][] rows)
    {
        Ranks = new int[rows[0].Length][];
        Values = new double[rows[0].Length][];
        for (var column = 0; column < Ranks.Length; column++)
        {
            var values = Array.ConvertAll(rows, row => row[column]);
            Values[column] = [.. values.Distinct().Order()];
            Ranks[column] = Array.ConvertAll(values, value => Array.BinarySearch(Values[column], value));
        }

        Varying = [.. Enumerable.Range(0, Ranks.Length).Where(column => Values[column].Length > 1)];
    }

    /// <summary>Ranks[column][sample], from 0.</summary>
    public int[][] Ranks { get; }

    /// <summary>Values[column][rank], ascending.</summary>
    public double[][] Values { get; }

    /// <summary>The columns with more than one value.</summary>
    public int[] Varying { get; }
}
