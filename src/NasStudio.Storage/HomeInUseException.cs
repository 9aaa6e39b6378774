namespace NasStudio.Storage;

/// <summary>Another studio works on the same home. The host prints the message and exits.</summary>
public sealed class HomeInUseException(string home, string owner, Exception inner) : Exception(
    $"The home {home} is in use by {owner}. Stop that studio, or give this one a home of its own with NASSTUDIO_HOME.",
    inner);
