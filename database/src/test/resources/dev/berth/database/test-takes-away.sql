-- What an old program would miss.
-- oldest program: 3

alter table upload drop column writer_state;
