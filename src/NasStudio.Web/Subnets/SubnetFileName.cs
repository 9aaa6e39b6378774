using System.Text;

namespace NasStudio.Web.Subnets;

/// <summary>What a downloaded subnet, or a whole experiment, is called.</summary>
public static class SubnetFileName
{
    private const int LongestName = 80;

    /// <summary>"experiment-subnet.onnx", every character that is not one of [A-Za-z0-9._-] replaced by a hyphen.</summary>
    public static string Of(string experiment, string subnetId, string extension) => $"{Clean(experiment, "subnet")}-{subnetId}.{extension}";

    /// <summary>"experiment.sqlite3", cleaned in the same way.</summary>
    public static string OfExperiment(string experiment, string extension) => $"{Clean(experiment, "experiment")}.{extension}";

    private static string Clean(string experiment, string ifEmpty)
    {
        var name = new StringBuilder();
        foreach (var character in experiment)
        {
            name.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' ? character : '-');
        }

        // No hidden file, no "..": a leading dot or hyphen is dropped.
        var clean = name.ToString().TrimStart('.', '-');
        return clean.Length == 0 ? ifEmpty : clean[..Math.Min(clean.Length, LongestName)];
    }
}
