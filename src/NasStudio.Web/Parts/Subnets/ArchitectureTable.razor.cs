using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Decisions;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>The active decisions of an architecture, stage by stage.</summary>
public sealed partial class ArchitectureTable
{
    [Parameter]
    [EditorRequired]
    public DecisionSpace Space { get; set; } = default!;

    [Parameter]
    [EditorRequired]
    public Architecture Architecture { get; set; } = default!;

    private ImmutableArray<StageChoice> Choices =>
    [
        .. Space.Decisions
            .Select((decision, index) => (decision, Choice: Space.ChoiceOf(Architecture, index)))
            .Where(pair => pair.Choice is not null)
            .Select(pair => new StageChoice(pair.decision.Group, NameOf(pair.decision), pair.Choice!.Text)),
    ];

    private static string NameOf(Decision decision) =>
        decision.Name.Length > decision.Group.Length ? decision.Name[(decision.Group.Length + 1)..] : "";

    private sealed record StageChoice(string Stage, string Name, string Value);
}
