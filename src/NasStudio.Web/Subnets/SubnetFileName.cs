using System.Text;

namespace NasStudio.Web.Subnets;

/// <summary>What a downloaded subnet is called.</summary>
public static class SubnetFileName
{
    private const int LongestName = 80;

    /// <summary>"experiment-subnet.onnx", every character that is not one of [A-Za-z0-9._-] replaced by a hyphen.</summary>
    public static string Of(string experiment, string subnetId, string extension)
    {
        var name = new StringBuilder();
        foreach (var character in experiment)
        {
            name.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' ? character : '-');
        }

        // No hidden file, no "..": a leading dot or hyphen is dropped.
        var clean = name.ToString().TrimStart('.', '-');
        clean = clean.Length == 0 ? "subnet" : clean[..Math.Min(clean.Length, LongestName)];
        return $"{clean}-{subnetId}.{extension}";
    }
}
