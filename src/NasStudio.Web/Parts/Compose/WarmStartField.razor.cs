using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using NasStudio.Web.Experiments;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Chooses the earlier experiments whose evaluations inform the search, of those that fit; a chosen one that does not fit stays to be unticked.</summary>
public sealed partial class WarmStartField
{
    private const string Path = "search.warmStart";

    /// <summary>Those that fit.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<EarlierExperiment> Earlier { get; set; } = [];

    /// <summary>As the document calls them; what it calls by its id where the name would do is the same.</summary>
    private IReadOnlyList<string> Chosen =>
        [.. JsonToken.List(Draft[Path]).Select(token => Earlier.FirstOrDefault(earlier => earlier.Id.ToString() == token)?.Key ?? token)];

    private IReadOnlyList<(string Key, string Name, string Note)> Choices =>
    [
        .. Earlier.Select(earlier => (earlier.Key, earlier.Name, string.Create(CultureInfo.CurrentCulture, $"{earlier.Evaluations:N0} evaluations, {Started(earlier)}"))),
        .. Chosen.Where(token => Earlier.All(earlier => earlier.Key != token)).Select(token => (token, token, "does not fit")),
    ];

    private static string Started(EarlierExperiment earlier) => earlier.Created.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private void Choose(string key, bool isChosen)
    {
        var chosen = Chosen.Where(token => token != key).Concat(isChosen ? [key] : Array.Empty<string>()).ToList();
        Draft.Set(Path, chosen.Count == 0 ? null : new JsonArray([.. chosen.Select(token => (JsonNode)JsonValue.Create(token))]));
    }
}
