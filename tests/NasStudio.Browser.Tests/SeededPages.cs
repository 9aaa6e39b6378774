namespace NasStudio.Browser.Tests;

/// <summary>Every page of the studio as it looks on a used home, by a name that serves as a file's.</summary>
internal static class SeededPages
{
    /// <summary>Path, and what is there once the page is complete.</summary>
    public static IReadOnlyDictionary<string, (string Path, string Ready)> Of(SeededHome home) => new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["home"] = ("/", ".home-row"),
        ["experiments"] = ("/experiments", "a.name"),
        ["new"] = ("/experiments/new", "form, .strip, .space-strip"),
        ["overview"] = ($"/experiments/{home.Finished}", ".readouts"),
        ["subnets"] = ($"/experiments/{home.Finished}?tab=subnets", ".table"),
        ["explore"] = ($"/experiments/{home.Finished}?tab=explore", ".parallel-axes > *"),
        ["training"] = ($"/experiments/{home.Finished}?tab=training", ".chart"),
        ["log"] = ($"/experiments/{home.Finished}?tab=log", ".log, .log-line"),
        ["settings"] = ($"/experiments/{home.Finished}?tab=settings", ".settings"),
        ["interrupted"] = ($"/experiments/{home.Interrupted}", ".sentence-warn"),
        ["failed"] = ($"/experiments/{home.Failed}", ".sentence-bad"),
        ["draft"] = ($"/experiments/{home.Draft}", ".blank-lead"),
        ["subnet"] = ($"/experiments/{home.Finished}/subnets/{SeededHome.Largest}", ".numbers"),
        ["compare"] = ($"/compare?experiments={home.Finished},{home.Other}", ".compared-table"),
        ["compare-subnets"] = ($"/compare/subnets?a={home.Finished}/{SeededHome.Smallest}&b={home.Finished}/{SeededHome.Largest}", ".diff-outline"),
        ["datasets"] = ("/datasets", "main h1"),
        ["tables"] = ("/tables", "main h1"),
        ["not-found"] = ("/nowhere", ".blank"),
    };
}
