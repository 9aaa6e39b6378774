using System.Net;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Predictors;
using NasStudio.Web.Tests.Hosting;

namespace NasStudio.Web.Tests.Api;

public sealed class ImportanceApiTests(FinishedRun studio) : IClassFixture<FinishedRun>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Latency_AnswersEveryDecisionWithAChoiceAndWhatItWasComputedFrom()
    {
        var study = await studio.GetAsync($"/api/experiments/{studio.Experiment}/importance?objective=latency", Stop);

        Assert.Equal(("latency", FinishedRun.Subnets, FinishedRun.Subnets), (study.GetProperty("objective").GetString(), study.GetProperty("subnets").GetInt32(), study.GetProperty("samples").GetInt32()));
        Assert.Equal(
            SampleRun.Space.Decisions.Decisions.Where(decision => decision.Choices.Length > 1).Select(decision => decision.Name),
            study.GetProperty("decisions").EnumerateArray().Select(decision => decision.GetProperty("decision").GetString()));
        Assert.All(study.GetProperty("decisions").EnumerateArray(), decision =>
        {
            Assert.InRange(decision.GetProperty("share").GetDouble(), 0, 1);
            Assert.InRange(decision.GetProperty("standardError").GetDouble(), 0, 0.5);
            Assert.NotEqual(0, decision.GetProperty("choices").GetArrayLength());
        });
    }

    [Fact]
    public async Task Get_WithoutObjective_AnswersTheFirst()
    {
        var study = await studio.GetAsync($"/api/experiments/{studio.Experiment}/importance", Stop);
        Assert.Equal("accuracy", study.GetProperty("objective").GetString());
    }

    [Fact]
    public async Task Get_UnknownObjectiveDraftOrExperiment_IsAProblemWithTheRule()
    {
        var draft = await studio.SubmitAsync(start: false, Stop);
        using var client = studio.CreateClient();
        using var unknown = await client.GetAsync($"/api/experiments/{studio.Experiment}/importance?objective=beauty", Stop);
        using var tooFew = await client.GetAsync($"/api/experiments/{draft}/importance?objective=accuracy", Stop);
        using var nothing = await client.GetAsync("/api/experiments/01a209c6-1701-746f-a212-50fcdedcb07e/importance", Stop);

        Assert.Contains("use one of accuracy, latency", (await unknown.IsProblemAsync(HttpStatusCode.BadRequest, Stop)).GetProperty("errors").GetProperty("objective")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("20 distinct subnets", (await tooFew.IsProblemAsync(HttpStatusCode.Conflict, Stop)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        await nothing.IsProblemAsync(HttpStatusCode.NotFound, Stop);
    }

    [Fact]
    public void Of_ManySubnets_IsFittedToABoundedSampleThatItNames()
    {
        var space = SampleRun.Space.Decisions;
        var random = new SeededRandom(1, "many");
        var subnets = new List<Subnet>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (subnets.Count < 3_000)
        {
            var architecture = NasStudio.Core.Decisions.DecisionSampling.Sample(space, random);
            if (known.Add(architecture.Id))
            {
                var evaluation = new Evaluation
                {
                    SubnetId = architecture.Id,
                    Choices = architecture.Choices,
                    Fidelity = Fidelity.Search,
                    Feasible = true,
                    Values = System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty.Add("accuracy", architecture.Choices[space.IndexOf("conv1.width")]),
                };
                subnets.Add(new Subnet(subnets.Count + 1, evaluation, null));
            }
        }

        var study = ImportanceStudy.Of(subnets, space, "accuracy", Stop);

        Assert.Equal((3_000, 3_000, ImportanceStudy.MostSamples), (study.Evaluations, study.Subnets, study.Samples));
        Assert.Equal(1, study.Decisions.Single(decision => decision.Decision == "conv1.width").Share, 0.02);
        Assert.InRange(study.Explained, 0.98, 1);
    }
}
