using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts.Compose;

/// <summary>The search space: a known one by name, or the experiment's own, edited stage by stage, or its cell or body.</summary>
public sealed partial class SpaceFields
{
    private const string Own = "";
    private static readonly ImmutableArray<string> Ties = ["stage", "layer"];

    /// <summary>Names of built-in and saved spaces.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<string> Spaces { get; set; } = [];

    private bool HasStages => !Draft.HasCell && !Draft.HasBody;

    private IEnumerable<string> OwnErrors => Check.Errors.Where(error => error.Path == "searchSpace").Select(error => error.Message);

    private void Choose(ChangeEventArgs change)
    {
        if (change.Value is string name && name != Own)
        {
            Draft.Set("searchSpace", JsonValue.Create(name));
        }
    }
}
