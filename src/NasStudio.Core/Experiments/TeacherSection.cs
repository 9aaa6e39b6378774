using System.Globalization;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Experiments;

/// <summary>Reads "training.teacher" and checks that the model fits the data set.</summary>
public sealed class TeacherSection(TeacherShelf shelf)
{
    /// <param name="section">Null: no teacher.</param>
    /// <param name="images">What is trained on; null after an error there.</param>
    public TeacherOptions? Read(DocumentReader? section, DatasetFacts? images)
    {
        if (section is null)
        {
            return null;
        }

        var isFile = section.Has("file") && shelf.OpenFile is not null;
        var teacher = isFile ? new TeacherOptions(File: section.Text("file")) : new TeacherOptions(section.Text("name"));
        teacher = teacher with
        {
            Temperature = section.Number("temperature", teacher.Temperature, TeacherOptions.MinimumTemperature, TeacherOptions.MaximumTemperature),
            Labels = section.Number("labels", teacher.Labels, 0, 1),
        };
        section.End();
        if (teacher.Title.Length > 0 && Find(teacher, section) is { } facts && images is not null && Misfit(facts, images) is { } problem)
        {
            section.Error(Field(teacher), $"\"{teacher.Title}\" {problem}");
        }

        return teacher;
    }

    private static string Field(TeacherOptions teacher) => teacher.File is null ? "name" : "file";

    /// <summary>Null, with an error, where it cannot be had.</summary>
    private TeacherFacts? Find(TeacherOptions teacher, DocumentReader section)
    {
        try
        {
            var facts = teacher.File is { } file ? shelf.OpenFile!(file) : shelf.Find(teacher.Name!);
            if (facts is null)
            {
                var known = shelf.Names.Count > 0 ? $"use one of {string.Join(", ", shelf.Names)}, or put another there" : "put one there";
                section.Error("name", $"\"{teacher.Name}\" is no ONNX file in the folder teachers of the studio's home; {known}, for example a subnet's ONNX download.");
            }

            return facts;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            section.Error(Field(teacher), $"\"{teacher.Title}\" cannot teach: {error.Message}");
            return null;
        }
    }

    private static string? Misfit(TeacherFacts facts, DatasetFacts images)
    {
        if (facts.Classes != images.Classes)
        {
            return $"tells {facts.Classes} classes apart, but {images.Name} has {images.Classes}; use a model that was trained on the same classes.";
        }

        return facts.Channels != images.Channels || (facts.Height ?? images.Height) != images.Height || (facts.Width ?? images.Width) != images.Width
            ? $"reads images of {facts.Channels}×{Side(facts.Height)}×{Side(facts.Width)}, but those of {images.Name} are {images.Channels}×{images.Height}×{images.Width}; use a model of the same input."
            : null;
    }

    private static string Side(int? size) => size?.ToString(CultureInfo.InvariantCulture) ?? "any";
}
