namespace NasStudio.Datasets.Readers;

/// <summary>Which split a file belongs to, by the words that the known data sets use in their file names.</summary>
internal static class SplitNames
{
    public static DatasetSplit? Of(string fileName) =>
        Has(fileName, "t10k") || Has(fileName, "test") ? DatasetSplit.Test
        : Has(fileName, "train") || Has(fileName, "data_batch") ? DatasetSplit.Train
        : null;

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
