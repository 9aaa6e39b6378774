using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Tables;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>What a table says of one of its rows.</summary>
public sealed partial class RowNumbers
{
    [Parameter]
    [EditorRequired]
    public TableRow Row { get; set; } = default!;

    /// <summary>The table's columns, in their order.</summary>
    [Parameter]
    [EditorRequired]
    public ImmutableArray<string> Objectives { get; set; } = [];

    /// <summary>As people call it.</summary>
    [Parameter]
    [EditorRequired]
    public string Table { get; set; } = "";

    /// <summary>The experiment's objectives.</summary>
    [Parameter]
    [EditorRequired]
    public ImmutableArray<string> Searched { get; set; } = [];
}
