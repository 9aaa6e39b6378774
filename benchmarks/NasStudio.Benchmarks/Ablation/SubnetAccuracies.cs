using System.Globalization;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>Validation accuracies by subnet, kept in a file line by line, so that a measurement goes on where it was stopped.</summary>
internal sealed class SubnetAccuracies
{
    private readonly string _path;
    private readonly Dictionary<string, double> _byId = new(StringComparer.Ordinal);

    public SubnetAccuracies(string path)
    {
        _path = path;
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            // The last line of a process that died may be cut: that subnet is measured again.
            if (line.Split(',') is [var id, var text, "."] && double.TryParse(text, CultureInfo.InvariantCulture, out var accuracy))
            {
                _byId[id] = accuracy;
            }
        }
    }

    public IReadOnlyDictionary<string, double> ById => _byId;

    public void Add(string id, double accuracy)
    {
        _byId[id] = accuracy;
        File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture, $"{id},{accuracy:R},.\n"));
    }
}
