using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Experiments;
using NasStudio.Export.Teachers;

namespace NasStudio.Web.Parts.Compose;

/// <summary>The parts of the training's recipe that a first look leaves at their defaults.</summary>
public sealed partial class RecipeFields
{
    private static readonly TrainingOptions Training = new();
    private static readonly ScheduleOptions Schedule = new();
    private static readonly ImmutableArray<string> Parts =
        ["warmUp", "schedule", "weightAverage", "gradientClipping", "gradients", "labelSmoothing", "distillation", "teacher", "augmentation", "optimizer.decayed", "optimizer.momentum", "optimizer.nesterov"];

    [Inject]
    private TeacherFolder Teachers { get; set; } = default!;

    private IReadOnlyList<string> TeacherNames { get; set; } = [];

    /// <summary>What the document says is seen, and stays so while it is changed.</summary>
    private bool _isOpen;

    protected override void OnInitialized() => TeacherNames = Teachers.Names;

    protected override void OnParametersSet() => _isOpen |= Parts.Any(part => Draft[$"training.{part}"] is not null);

    private void RemoveTeacher() => Draft.Set("training.teacher", null);

    private string Chosen(string place, string fallback) => JsonToken.Show(Draft[$"training.{place}"]) is { Length: > 0 } chosen ? chosen : fallback;

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
