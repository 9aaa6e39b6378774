using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NasStudio.Web.Comparisons;

namespace NasStudio.Web.Parts.Compare;

/// <summary>The settings in which experiments differ, values side by side.</summary>
public sealed partial class SettingsTable
{
    [Parameter]
    [EditorRequired]
    public ImmutableArray<SettingDifference> Settings { get; set; } = [];

    [Parameter]
    [EditorRequired]
    public ImmutableArray<ComparedExperiment> Experiments { get; set; } = [];
}
