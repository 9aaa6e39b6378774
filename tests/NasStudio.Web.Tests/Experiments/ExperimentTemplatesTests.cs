using NasStudio.Core.Experiments;
using NasStudio.Datasets;
using NasStudio.Export.Teachers;
using NasStudio.Runs.Tables;
using NasStudio.Web.Experiments;

namespace NasStudio.Web.Tests.Experiments;

public sealed class ExperimentTemplatesTests
{
    public static TheoryData<string> Titles => [.. ExperimentTemplates.All.Select(template => template.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Json_OfEveryTemplate_IsAnExperimentThatCanBeLaunched(string title)
    {
        var folder = Directory.CreateTempSubdirectory("nasstudio-templates-");
        try
        {
            var facts = new DatasetCatalogue(null, folder.FullName).Facts();
            var template = ExperimentTemplates.All.Single(template => template.Title == title);
            Assert.NotEmpty(ExperimentReader.OfBuiltInSpaces(facts, new TableFolder(folder.FullName).Shelf, new TeacherFolder(folder.FullName).Shelf).Read(template.Json).Name);
            Assert.EndsWith(".", template.Sentence, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
