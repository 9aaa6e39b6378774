using Microsoft.Data.Sqlite;

namespace NasStudio.Storage.Optuna;

/// <summary>One prepared insertion per table of an Optuna storage, in one transaction.</summary>
internal sealed class OptunaRows(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    public Insertion Study { get; } = new(connection, transaction, "studies", "study_id", "study_name");

    public Insertion Direction { get; } = new(connection, transaction, "study_directions", "direction", "study_id", "objective");

    public Insertion StudyUser { get; } = new(connection, transaction, "study_user_attributes", "study_id", "key", "value_json");

    public Insertion StudySystem { get; } = new(connection, transaction, "study_system_attributes", "study_id", "key", "value_json");

    public Insertion Trial { get; } = new(connection, transaction, "trials", "trial_id", "number", "study_id", "state", "datetime_start", "datetime_complete");

    public Insertion Value { get; } = new(connection, transaction, "trial_values", "trial_id", "objective", "value", "value_type");

    public Insertion Parameter { get; } = new(connection, transaction, "trial_params", "trial_id", "param_name", "param_value", "distribution_json");

    public Insertion TrialUser { get; } = new(connection, transaction, "trial_user_attributes", "trial_id", "key", "value_json");

    public Insertion TrialSystem { get; } = new(connection, transaction, "trial_system_attributes", "trial_id", "key", "value_json");

    public void Dispose()
    {
        foreach (var insertion in new[] { Study, Direction, StudyUser, StudySystem, Trial, Value, Parameter, TrialUser, TrialSystem })
        {
            insertion.Dispose();
        }
    }

    internal sealed class Insertion : IDisposable
    {
        private readonly SqliteCommand _command;

        public Insertion(SqliteConnection connection, SqliteTransaction transaction, string table, params string[] columns)
        {
            _command = connection.CreateCommand();
            _command.Transaction = transaction;

            // Names of tables and columns are ours; values are parameters.
            _command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select(column => $"${column}"))})";
            foreach (var column in columns)
            {
                _command.Parameters.Add(new SqliteParameter { ParameterName = $"${column}" });
            }
        }

        /// <param name="values">In the order of the columns.</param>
        public void Insert(params ReadOnlySpan<object> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                _command.Parameters[i].Value = values[i];
            }

            _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();
    }
}
